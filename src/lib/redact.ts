/** What stands in a log, error or report where a secret was. */
export const MASK = '[secret]';

/** Words that make a secret of any name they stand in: `password`, `password_hash`, `mfaSecret`, `JWT`. */
const anywhere =
  /^(passw(or)?[dt]s?|passphrase|passcode|pwds?|secrets?|credentials?|pw|psk|jwt|t?otp|ssn|cvv|cvc|mdp|kennwort|geheim(nis)?|contrase[nñ]a|senha|parola|wachtwoord|l[oö]senord|heslo|has[lł]o|salasana)$/;
/** The same, if a name is written as one word: `userpassword`, `hashedpassword`, `clientsecret`, `authtoken`, `apikey`. */
const within =
  /passw(or)?[dt]|passphrase|motdepasse|credential|clientsecret|privatekey|secretkey|(access|refresh|auth|api|session|csrf|xsrf|bearer)tokens?$|(api|access|signing|encryption)keys?(hash|value)?$|connectionstring|socialsecurity|phpsessid|(db|user|smtp|mail|ftp|proxy)pass$|privkey$|парол|密码|密碼|パスワード|비밀번호/;
/** Words that are secrets at the end of a name: `authToken`, `Set-Cookie`, `db_pass`, `basic_auth`; not `token_type` and `passed`. */
const last =
  /^(pass|token|cookies?|authorization|auth|signature|sig|hmac|csrf|xsrf|pin|pwd|bearer|jeton|clé|clef)$/;
/** Kinds of a last word that are secret only after certain words: a `primary_key`, a `postal_code` and an `order_id` are none. */
const pairs =
  /(^| )((api|access|private|secret|signing|encryption|master|account|license|licence|recovery|session|auth|service) keys?|(access|refresh|auth|api|session|reset|bearer|device|push|personal|id) tokens|(recovery|backup|verification|security|otp|mfa|2fa|auth|authorization|reset|activation|pin) codes?|(token|pin) (hash|value|digest|number)|security answers?|sess(ion)? ?id|card number|credit card|cl(é|e|ef) (d )?(api|secr[eè]te|priv[eé]e|acc[eè]s|chiffrement|signature)|clave (de )?(api|secreta|privada|acceso))$/;
/** A last word that tells something about a secret, and is not one itself: `password_changed_at`, `secret_count`, `token_expires_in`. */
const about =
  /^(at|on|in|count|type|kind|length|policy|age|expires|expiry|expiration|ttl|left|limit|version|name|strength|status|date|time|required|enabled|updated|changed)$/;

/** There are few names, and each is asked about for every record. */
const known = new Map<string, boolean>();
const mostKnown = 5_000;

/**
 * True for a field, header or parameter whose value must never be shown: `password`, `authToken`, `X-Api-Key`, `private_key`,
 * `session_id`, `credentials`… Judged by the words in the name, however it is written; `key`, `author`, `passenger`, `token_count` are
 * no secrets.
 */
export function isSecretName(name: string): boolean {
  let secret = known.get(name);
  if (secret === undefined) {
    if (known.size >= mostKnown) known.clear();
    secret = judge(wordsOf(name));
    known.set(name, secret);
  }
  return secret;
}

/** `X-Api-Key`, `apiKey`, `API_KEY2` → `api`, `key`. */
function wordsOf(name: string): string[] {
  return name
    .normalize('NFC')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/(\D)\d+$/, '$1'))
    .filter((word) => word !== '');
}

function judge(words: readonly string[]): boolean {
  const end = words.at(-1) ?? '';
  if (words.length > 1 && about.test(end)) return false;
  if (words.some((word) => anywhere.test(word)) || last.test(end)) return true;
  return (
    within.test(words.join('')) || pairs.test(words.join(' ')) || /.(token|secret|pwd|sessionid)$/.test(end)
  );
}

/** No record is nested deeper; an answer that is would exhaust the stack. */
const deepest = 100;

/** What besides secret-looking names is masked. */
export interface AlsoSecret {
  /** Names of fields, however they are written: `inviteCode` is `invite_code` too. */
  readonly names?: readonly string[];
  /** Values that are known to be secret. Text that holds one is masked whole; those of less than eight characters only by themselves. */
  readonly values?: readonly string[];
}

/**
 * JSON data with the values of secret-named fields masked: whole objects and lists too, because everything under `credentials` is secret. A
 * boolean stays: `password: true` says only that there is one. Changes nothing: what holds no secret is returned as it is, what does is
 * copied.
 */
export function maskSecrets(value: unknown, also: readonly string[] | AlsoSecret = []): unknown {
  const { names = [], values = [] }: AlsoSecret = isList(also) ? { names: also } : also;
  const isSecret = nameTest(names);
  const mask = (inner: unknown, depth: number): unknown => {
    if (typeof inner === 'string') return maskText(inner, values);
    if (typeof inner !== 'object' || inner === null) return inner;
    if (depth > deepest) return MASK;
    if (Array.isArray(inner)) {
      const items = inner.map((item) => mask(item, depth + 1));
      return items.some((item, at) => item !== inner[at]) ? items : inner;
    }
    // Every record of a dataset comes here, and most hold no secret: nothing is made until one is found.
    let shown: Record<string, unknown> | undefined;
    for (const name in inner) {
      if (!Object.hasOwn(inner, name)) continue;
      const field = (inner as Readonly<Record<string, unknown>>)[name];
      const told = typeof field !== 'boolean' && isSecret(name) ? MASK : mask(field, depth + 1);
      if (told === field) continue;
      // Defined, not assigned, because a field may be called `__proto__`.
      shown ??= Object.fromEntries(Object.entries(inner));
      Object.defineProperty(shown, name, {
        value: told,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return shown ?? inner;
  };
  return mask(value, 0);
}

/** Every text and number in JSON data that stands under a secret name, or in an object or a list that does. */
export function secretTexts(value: unknown, names: readonly string[] = []): Set<string> {
  const found = new Set<string>();
  const isSecret = nameTest(names);
  const collect = (inner: unknown, secret: boolean, depth: number): void => {
    if (secret && (typeof inner === 'string' || typeof inner === 'number')) found.add(String(inner));
    if (typeof inner !== 'object' || inner === null || depth > deepest) return;
    for (const [name, field] of Object.entries(inner))
      collect(field, secret || (!Array.isArray(inner) && isSecret(name)), depth + 1);
  };
  collect(value, false, 0);
  return found;
}

type NameTest = (name: string) => boolean;

/** The records of a resource have the same names, one after another. */
let lastTest: { readonly names: readonly string[]; readonly test: NameTest } | undefined;

function nameTest(names: readonly string[]): NameTest {
  if (names.length === 0) return isSecretName;
  if (lastTest?.names.length === names.length && names.every((name, at) => name === lastTest?.names[at]))
    return lastTest.test;
  const spellings = new Set(names.map(spelling));
  const test: NameTest = (name) => isSecretName(name) || spellings.has(spelling(name));
  lastTest = { names: [...names], test };
  return test;
}

function isList(also: readonly string[] | AlsoSecret): also is readonly string[] {
  return Array.isArray(also);
}

const spelled = new Map<string, string>();

function spelling(name: string): string {
  let plain = spelled.get(name);
  if (plain === undefined) {
    if (spelled.size >= mostKnown) spelled.clear();
    plain = name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
    spelled.set(name, plain);
  }
  return plain;
}

/** A text as {@link maskSecrets} shows it: masked whole if it holds a value that is known to be secret, else what its addresses carry. */
export function maskText(text: string, secrets: readonly string[] = []): string {
  const isOne = secrets.some((secret) =>
    secret.length < 8 ? secret !== '' && text === secret : text.includes(secret),
  );
  return isOne ? MASK : maskAddresses(text);
}

const parameter = /([?&#;])([^?&#;=\s"'<>]+)=([^&#;\s"'<>]+)/g;
const userInfo = /(:\/\/[^/\s:@]*):[^/\s@]+@/g;

/** Text with the secrets in its addresses replaced: `https://app.example/reset?token=…`, `https://me:…@app.example`. */
export function maskAddresses(text: string): string {
  const shown = text.includes('=')
    ? text.replace(parameter, (whole, before: string, name: string) =>
        isSecretName(name) ? `${before}${name}=${MASK}` : whole,
      )
    : text;
  return shown.includes('@') && shown.includes('://') ? shown.replace(userInfo, `$1:${MASK}@`) : shown;
}

/**
 * Text with every known secret replaced: as it is, URL-encoded, JSON-escaped, and base64 at each of its three alignments. One of less
 * than four characters stays: masking it would hide half of the text and no secret.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  const forms = [...secrets].filter((secret) => secret.length >= 4).flatMap(spellings);
  if (forms.length === 0) return text;
  // The longest first, in one pass: a short secret that begins a long one must not leave the long one's end behind.
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  const any = longestFirst.map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  return text.replace(new RegExp(any, 'g'), MASK);
}

function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Half a surrogate pair, which `encodeURIComponent` throws for, has no URL-encoded form.
  const url = encodeURIComponent(secret.toWellFormed());
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const lowerHex = (text: string): string => text.replace(/%../g, (hex) => hex.toLowerCase());
  const forms = [secret, url, lowerHex(url), form, lowerHex(form), JSON.stringify(secret).slice(1, -1)];
  for (let shift = 0; shift < 3; shift++) {
    // If the secret sits inside a longer base64 text, only the characters made wholly of its own bits are its own.
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const own = encoded.slice(shift === 0 ? 0 : shift + 1, (bytes.length + shift) % 3 === 0 ? undefined : -1);
    if (own.length >= 6) forms.push(own, own.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}

/** Longer than any name that a developer gives a field. */
const longestName = 60;

/**
 * The name of a field as it may be shown. Some servers answer with a secret in its place: `{ "sk_live_4eC39HqLyjWDarjt": { … } }`.
 *
 * @param secrets what is known to be one
 */
export function maskName(name: string, secrets: Iterable<string> = []): string {
  const isToken = name.length > longestName || name.split(/[^\p{L}\p{N}]+/u).some(isRandom);
  return isToken ? MASK : redact(name, secrets);
}

/** Letters and digits all mixed, as in `4eC39HqLyjWDarjt`; not `address2`, `sha256` or `oauth2`. */
function isRandom(word: string): boolean {
  return word.length >= 8 && (word.match(/\d+/g)?.length ?? 0) >= 2 && /\p{L}/u.test(word);
}
