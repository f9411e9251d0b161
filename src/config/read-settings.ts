import { SeedbedError } from '../errors.ts';
import { checkAnswers } from '../factory/check-description.ts';
import type { Answers } from '../factory/description.ts';
import { assertLocale } from '../factory/locale.ts';
import type { AnyResource } from '../factory/resource.ts';
import { type GeneratorVersion, generatorVersions } from '../factory/stream.ts';
import {
  expected,
  fields,
  integer,
  isHeaderName,
  isHeaderText,
  isPlainObject,
  oneOf,
  type Place,
  text,
} from '../lib/check.ts';
import { parseDuration } from '../lib/clock.ts';
import { checksSay } from '../messages/checks.ts';
import { configSays } from '../messages/config.ts';
import { seedsSay } from '../messages/seeds.ts';
import { seedOptions } from '../plan/seed.ts';
import type { LogLevel, SignInConfig } from './config.ts';
import type { ResolvedSignIn } from './resolved-config.ts';

export const defaultSignIn: ResolvedSignIn = {
  url: '/',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  through: 'form',
};

export function readSignIn(value: unknown, place: Place): SignInConfig {
  const form = fields(place, value, [...Object.keys(defaultSignIn), 'storage']);
  return Object.fromEntries(
    Object.entries(form).map(([key, entry]) => {
      const where = { ...place, name: checksSay.keyOf(key, place.name) };
      if (key === 'through') return [key, oneOf(where, entry, ['form', 'session'])];
      if (key === 'url') return [key, readPageUrl(entry, where)];
      return [key, key === 'storage' ? readStorage(entry, where) : text(where, entry)];
    }),
  );
}

/** A relative one starts at a page's origin. */
function readPageUrl(value: unknown, place: Place): string {
  const url = text(place, value);
  return URL.canParse(url, 'http://localhost') ? url : expected(place, configSays.pageUrl, value);
}

function readStorage(value: unknown, place: Place): SignInConfig['storage'] {
  const { key, kind = 'local', value: make } = fields(place, value, ['key', 'kind', 'value']);
  if (make !== undefined && typeof make !== 'function')
    expected({ ...place, name: checksSay.keyOf('value', place.name) }, checksSay.aFunction, make);
  return {
    key: text({ ...place, name: checksSay.keyOf('key', place.name) }, key),
    kind: oneOf({ ...place, name: checksSay.keyOf('kind', place.name) }, kind, ['local', 'session']),
    ...(typeof make === 'function' && { value: (token: string) => String(make(token)) }),
  };
}

/** Headers that say how a request is sent: each has a value of its own for that, or cannot be sent at all. */
const ofTheConnection = [
  'content-length',
  'transfer-encoding',
  'expect',
  'upgrade',
  'keep-alive',
  'te',
  'trailer',
];

/** Constant headers, or query parameters. No value is shown: any may be a secret. */
export function readConstants(kind: 'header' | 'parameter') {
  return (value: unknown, place: Place): Readonly<Record<string, string>> => {
    if (!isPlainObject(value)) throw new SeedbedError(place.code, configSays.namesAndTexts(place.name));
    for (const [name, text] of Object.entries(value)) {
      const where = checksSay.keyOf(name, place.name);
      if (kind === 'header' && !isHeaderName(name))
        throw new SeedbedError(place.code, configSays.headerName(where));
      if (kind === 'header' && ofTheConnection.includes(name.toLowerCase()))
        throw new SeedbedError(place.code, configSays.ofTheConnection(where));
      if (typeof text !== 'string' || (kind === 'header' && /[\r\n\0]/.test(text)))
        throw new SeedbedError(place.code, configSays.oneLineText(where));
      if (kind === 'header' ? !isHeaderText(text) : !text.isWellFormed())
        throw new SeedbedError(place.code, configSays.sendableText(where));
    }
    return value as Readonly<Record<string, string>>;
  };
}

export function readList(value: unknown, place: Place): string[] {
  const list =
    typeof value === 'string'
      ? value
          .split(',')
          .map((entry) => entry.trim())
          .filter(Boolean)
      : value;
  if (!Array.isArray(list)) return expected(place, configSays.listOfOrigins, value);
  return list.map((entry) => text(place, entry));
}

/** What every dataset has besides its resources; a resource of that name would hide it, or be hidden. */
const datasetMembers = [
  'namespace', 'randomSeed', 'failures', 'stats', 'add', 'track', 'credentials', 'as', 'signIn', 'storageState', 'toJSON', 'then', 'constructor',
]; // biome-ignore format: a list of names

export function readResources(value: unknown, place: Place): AnyResource[] {
  if (!Array.isArray(value) || value.length === 0) return expected(place, configSays.listOfResources, value);
  const index = value.findIndex(
    (resource) => !isPlainObject(resource) || !isPlainObject(resource.definition),
  );
  if (index !== -1)
    return expected(
      { ...place, name: checksSay.itemOf(index, place.name) },
      configSays.resource,
      value[index],
    );
  const names = value.map((resource: AnyResource): string => resource.name);
  const taken = names.find((name) => datasetMembers.includes(name) || name in {});
  if (taken !== undefined)
    throw new SeedbedError(place.code, configSays.resourceNameTaken(place.name, taken));
  const option = names.find((name) => seedOptions.includes(name));
  if (option !== undefined) throw new SeedbedError(place.code, seedsSay.reservedName(option));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new SeedbedError(place.code, configSays.resourceTwice(place.name, twice));
  return value;
}

/** `{ requests: 10, per: '20s' }`, or the flag's `10/20s`. */
export function readRateLimit(value: unknown, place: Place): { requests: number; perMs: number } {
  const match = typeof value === 'string' ? /^(\d+)\/(.+)$/.exec(value) : null;
  if (isPlainObject(value)) fields(place, value, ['requests', 'per']);
  const { requests, per } = match
    ? { requests: match[1], per: match[2] }
    : (Object(value) as Partial<RateLimitText>);
  const perMs = typeof per === 'string' ? parseDuration(/^\d/.test(per) ? per : `1${per}`) : undefined;
  if (requests === undefined || perMs === undefined || perMs <= 0)
    return expected(place, configSays.rateLimit, value);
  return { requests: integer(place, requests, 1), perMs };
}

interface RateLimitText {
  readonly requests: unknown;
  readonly per: unknown;
}

/** Each record's e-mail is made at it, so a wrong one would fail every record. */
export function readDomain(value: unknown, place: Place): string {
  const domain = text(place, value);
  const isDomain = domain.split('.').every((label) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(label));
  return isDomain ? domain : expected(place, configSays.domain, value);
}

/** `1`, or the text of a flag or a variable. */
export function readGenerator(value: unknown, place: Place): GeneratorVersion {
  const wanted = generatorVersions.find((version) => String(version) === String(value).trim());
  return wanted ?? expected(place, configSays.generator(generatorVersions), value);
}

export function readLocale(value: unknown, place: Place): string {
  const locale = text(place, value);
  assertLocale(locale);
  return locale;
}

export function readReferenceDate(value: unknown, place: Place): string {
  // Of a `Date`, the day in UTC; one that is not valid has none.
  const day = value instanceof Date ? (value.toJSON() ?? '').slice(0, 10) : text(place, value);
  // `2026-02-31` is read as a day in March.
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && new Date(Date.parse(day) || 0).toISOString().startsWith(day);
  return isDay || day === 'today' ? day : expected(place, configSays.referenceDate, value);
}

/** Never shown, not even if it is wrong. Empty counts as not set, as in the environment. */
export function readPassword(value: unknown, place: Place): string | undefined {
  if (typeof value !== 'string') throw new SeedbedError(place.code, configSays.anotherType(place.name));
  if (value !== '' && value.trim() === '') throw new SeedbedError(place.code, configSays.blank(place.name));
  return value === '' ? undefined : value;
}

const logLevels: readonly LogLevel[] = ['debug', 'info', 'warning', 'error', 'critical'];

/** In any case, and `warn` for `warning`: both are about. */
export function readLogLevel(value: unknown, place: Place): LogLevel {
  const level = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return oneOf(place, level === 'warn' ? 'warning' : level, logLevels);
}

/** A list of some 500,000 users. */
export const defaultAuditBytes: number = 64 * 1024 * 1024;

/** `false` and `0` switch the audit off. */
export function readAudit(value: unknown, place: Place): number {
  if (value === true || value === 'true') return defaultAuditBytes;
  if (value === false || value === 'false') return 0;
  return integer(place, value, 0);
}

/** A variable can only hold a text. */
export function readSwitch(value: unknown, place: Place): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  return expected(place, checksSay.trueOrFalse, value);
}

export function readAnswers(value: unknown, place: Place): Answers {
  try {
    checkAnswers(value, place.name);
    return value as Answers;
  } catch (error) {
    // What ends with the nearest right name is a sentence already.
    const { message } = error as Error;
    throw new SeedbedError(place.code, message.endsWith('?') ? message : `${message}.`);
  }
}
