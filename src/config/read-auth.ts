import { SeedbedError } from '../errors.ts';
import type { AuthConfig, UserAuth } from '../lib/auth.ts';
import { didYouMean, fields, isHeaderName, isHeaderText, isPlainObject, type Place } from '../lib/check.ts';
import { authSettingsSay as say } from '../messages/auth-settings.ts';
import { checksSay } from '../messages/checks.ts';

/** What the check of `auth` needs besides it. */
export interface AuthSurroundings {
  /** A login is on its origin. */
  readonly baseUrl: URL;
  /** The environment's, for a login that has none of its own. */
  readonly credentials?: { readonly email: string; readonly password: string } | undefined;
}

type Read = (value: unknown, place: Place, around: AuthSurroundings) => unknown;
/** The fields of an object: those with a `?` may be missing. */
type Fields = Readonly<Record<string, Read>>;

const csrf: Fields = {
  from: oneOf('cookie', 'page', 'header'),
  name: text,
  'header?': headerName,
  'path?': path,
  'field?': text,
};
const login: Fields = {
  path,
  'method?': oneOf('POST', 'PUT', 'PATCH', 'GET'),
  'encode?': oneOf('json', 'form'),
  'body?': fn,
  'token?': (value, place, around) => (typeof value === 'function' ? value : text(value, place, around)),
  'header?': headerName,
  'prefix?': (value, place) => (value === '' ? '' : text(value, place)),
  'session?': oneOf('cookie', 'token'),
  'csrf?': readCsrf,
};
const client: Fields = {
  tokenUrl,
  clientId: text,
  'clientSecret?': secret,
  grant: oneOf('client_credentials', 'password'),
  'scope?': text,
  'sendAs?': oneOf('basic', 'body'),
};
const paths: Fields = { 'loginPath?': path, 'tokenField?': text };

/** The forms that a setting may have. */
interface Forms {
  /** Each by the field that only this form has. The first that fits is taken. */
  readonly by: Readonly<Record<string, Fields>>;
  /** All of them, for messages. */
  readonly shown: string;
}

const ofAuth: Forms = {
  shown:
    '{ email, password }, { login }, { bearer }, { basic }, { apiKey, in, name }, { oauth2 }, { header, value }, { cookie }, "none"',
  by: {
    login: { login: readLogin, email: text, password: secret },
    email: { email: text, password: secret, ...paths },
    bearer: { bearer: readToken },
    token: { token: readToken },
    basic: { basic: object({ username: text, password: secret }) },
    apiKey: { apiKey: readToken, in: oneOf('header', 'query', 'cookie'), name: text },
    oauth2: { oauth2: readOAuth2 },
    header: { header: headerName, value: readToken },
    cookie: { cookie: readToken },
  },
};
const ofUserAuth: Forms = {
  shown: '{ loginPath, tokenField }, { login }, { oauth2 }, { from, header }, "basic"',
  by: {
    login: { login: readLogin },
    oauth2: { oauth2: object({ ...client, grant: oneOf('password') }) },
    from: { from: text, 'header?': headerName, 'prefix?': login['prefix?'] as Read },
    loginPath: paths,
    tokenField: paths,
  },
};

/** Checks `auth`. Messages show none of its values, because each may be a secret. */
export function readAuth(value: unknown, place: Place, around: AuthSurroundings): AuthConfig {
  if (value === 'none' || typeof value === 'function') return value as AuthConfig;
  const { credentials } = around;
  const whole = isPlainObject(value) && 'login' in value ? { ...credentials, ...defined(value) } : value;
  return readForm(whole, place, around, ofAuth) as AuthConfig;
}

/** Checks `userAuth`, likewise. */
export function readUserAuth(value: unknown, place: Place, around: AuthSurroundings): UserAuth {
  if (value === 'basic' || typeof value === 'function') return value as UserAuth;
  return readForm(value, place, around, ofUserAuth) as UserAuth;
}

function readForm(value: unknown, place: Place, around: AuthSurroundings, { by, shown }: Forms): unknown {
  const keys = isPlainObject(value) ? Object.keys(defined(value)) : [];
  const form = Object.keys(by).find((key) => keys.includes(key));
  if (form !== undefined) return object(by[form] as Fields)(value, place, around);
  const known = [...new Set(Object.values(by).flatMap((fields) => Object.keys(fields).map(plain)))];
  const hint = keys.map((key) => didYouMean(key, known)).find((words) => words !== '') ?? '';
  throw new SeedbedError(place.code, `${say.form(place.name, shown, say.aFunction)}${hint}`);
}

function readLogin(value: unknown, place: Place, around: AuthSurroundings): unknown {
  const read = object(login)(value, place, around) as Record<string, unknown>;
  if (read.session === 'token' && read.token === undefined) fail(place, say.tokenPlace);
  return read;
}

function readCsrf(value: unknown, place: Place, around: AuthSurroundings): unknown {
  const read = object(csrf)(value, place, around) as Record<string, unknown>;
  if (read.header === undefined && read.field === undefined) fail(place, say.csrfPlace);
  return read;
}

function readOAuth2(value: unknown, place: Place, around: AuthSurroundings): unknown {
  const { credentials } = around;
  const grant = isPlainObject(value) ? value.grant : undefined;
  const all = { ...client, 'username?': text, 'password?': secret };
  const own = credentials &&
    grant === 'password' && { username: credentials.email, password: credentials.password };
  const read = object(all)(
    isPlainObject(value) ? { ...own, ...defined(value) } : value,
    place,
    around,
  ) as Record<string, unknown>;
  const needed = read.grant === 'password' ? ['username', 'password'] : ['clientSecret'];
  const missing = needed.find((name) => read[name] === undefined);
  if (missing !== undefined) fail({ ...place, name: checksSay.keyOf(missing, place.name) }, say.missing);
  return read;
}

function object(known: Fields): Read {
  return (value, place, around) => {
    const names = Object.keys(known);
    // Not `fields` at once: it would show what is no object.
    if (!isPlainObject(value)) return fail(place, (name) => say.object(name, names.map(plain).join(', ')));
    fields(place, value, names.map(plain));
    const entries = names
      .filter((name) => value[plain(name)] !== undefined || !name.endsWith('?'))
      .map((name) => {
        const key = plain(name);
        return [
          key,
          (known[name] as Read)(value[key], { ...place, name: checksSay.keyOf(key, place.name) }, around),
        ];
      });
    return Object.fromEntries(entries);
  };
}

function text(value: unknown, place: Place, _around?: AuthSurroundings): string {
  return secret(value, place).trim();
}

/** Taken as it is: a password may begin with a space. */
function secret(value: unknown, place: Place): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  return fail(place, value === undefined ? say.missingText : say.text);
}

/** A header's value. A line break in it would begin another header. */
export function readToken(value: unknown, place: Place): string {
  const trimmed = text(value, place);
  if (/[\r\n\0]/.test(trimmed)) return fail(place, say.noLineBreak);
  return isHeaderText(trimmed) ? trimmed : fail(place, say.headerText);
}

function headerName(value: unknown, place: Place): string {
  const name = text(value, place);
  return isHeaderName(name) ? name : fail(place, say.headerName);
}

function fn(value: unknown, place: Place): unknown {
  return typeof value === 'function' ? value : fail(place, say.function);
}

/** A path below the base URL, or a whole URL on its origin, because the password is sent there. */
function path(value: unknown, place: Place, { baseUrl }: AuthSurroundings): string {
  const written = text(value, place);
  if (/^\/(?!\/)/.test(written)) return written;
  return URL.parse(written)?.origin === baseUrl.origin
    ? written
    : fail(place, (name) => say.path(name, baseUrl.origin));
}

/** Of any origin: tokens often come from another server. */
function tokenUrl(value: unknown, place: Place, { baseUrl }: AuthSurroundings): string {
  const written = text(value, place);
  if (/^\/(?!\/)/.test(written)) return written;
  const url = URL.parse(written);
  const isFine = url !== null && /^https?:$/.test(url.protocol) && url.username + url.password === '';
  return isFine ? written : fail(place, (name) => say.tokenUrl(name, baseUrl.origin));
}

function oneOf(...allowed: readonly string[]): Read {
  return (value, place) => {
    if (typeof value === 'string' && allowed.includes(value)) return value;
    const hint = typeof value === 'string' ? didYouMean(value, allowed) : '';
    return fail(place, (name) => `${say.oneOf(name, allowed)}${hint}`);
  };
}

function plain(name: string): string {
  return name.replace(/\?$/, '');
}

function defined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}

function fail(place: Place, sentence: (name: string) => string): never {
  throw new SeedbedError(place.code, sentence(place.name));
}
