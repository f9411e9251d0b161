import { randomFillSync } from 'node:crypto';
import { ascii } from './ascii.ts';

/**
 * Values that are unique by construction: each carries the namespace (one per dataset of a run) and the record's token (one
 * per record of the dataset). Nothing is drawn and checked, so a million need no set and no retry.
 */
export interface Unique {
  /** The dataset's tag, `sb4k2x9q7m1p-3`: a legal DNS label. */
  readonly namespace: string;
  /** 0-based within the dataset and resource. */
  readonly index: number;
  /** The index in base 36, `k3`; then `-1` up for a next value, and `-r2` up if an earlier resource shares the path. */
  readonly token: string;
  /**
   * `camille.moreau.k3@sb4k2x9q7m1p-3.example.com`, or plus-addressed at a domain that is not reserved for examples.
   * Words are spelled in ASCII; if none can be, `user` stands for them.
   */
  email(...words: readonly string[]): string;
  /** `web-prod` → `web-prod-03.sb4k2x9q7m1p-3`: a legal host name; numbered from 01 up. */
  host(prefix: string): string;
  /** 20 characters, all four classes, from the system's secure generator: not repeatable. */
  password(): string;
}

export interface UniqueScope {
  readonly namespace: string;
  readonly emailDomain: string;
  readonly locale: string;
  /** What tells apart two resources on one path: `r2`; empty for the first. */
  readonly mark: string;
}

const longestLocalPart = 64; // RFC 5321
const longestLabel = 63; // RFC 1035

/** True if mail to the domain reaches nobody (RFC 2606, RFC 6761), and so any sub-domain may be made up. */
export function isReservedDomain(domain: string): boolean {
  return /(^|\.)(example\.(com|net|org)|test|invalid|example|localhost)$/.test(domain.toLowerCase());
}

/** `variant` 0 is the record's own value, 1 up the ones to try if the API says that one is taken. */
export function uniqueFor(scope: UniqueScope, index: number, variant: number): Unique {
  // Marks begin with a letter, variants are digits: no two of these can be spelled alike.
  const tail = (variant > 0 ? `-${variant}` : '') + (scope.mark && `-${scope.mark}`);
  const token = index.toString(36) + tail;
  const number = String(index + 1).padStart(2, '0') + tail;
  return {
    namespace: scope.namespace,
    index,
    token,
    email: (...words) => email(scope, token, words),
    host: (prefix) => host(scope, number, prefix),
    password: strongPassword,
  };
}

function email(scope: UniqueScope, token: string, words: readonly string[]): string {
  const { namespace, emailDomain } = scope;
  const reserved = isReservedDomain(emailDomain);
  const suffix = reserved ? `.${token}` : `.${token}+${namespace}`;
  let name = '';
  for (const word of words) {
    const spelled = ascii(word, scope.locale);
    if (spelled !== '') name += name === '' ? spelled : `.${spelled}`;
  }
  const readable = cut(name === '' ? 'user' : name, longestLocalPart - suffix.length);
  return reserved
    ? `${readable}${suffix}@${namespace}.${emailDomain}`
    : `${readable}${suffix}@${emailDomain}`;
}

function host(scope: UniqueScope, number: string, prefix: string): string {
  const readable = cut(ascii(prefix, scope.locale) || 'vm', longestLabel - number.length - 1);
  return `${readable}-${number}.${scope.namespace}`;
}

/** Cut to length without leaving a dot or dash at the end, which no address may have there. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[-.]+$/, '');
}

// 64 characters, so that 6 random bits pick one without bias; nothing that is read as something else (0 O o 1 l I).
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789!#$%*+-=';
const classes = [/[A-Z]/, /[a-z]/, /[2-9]/, /[!#$%*+=-]/];
const allClasses = 2 ** classes.length - 1;
/** By index in the alphabet: the character, and the bit of its class. */
const codes = Uint8Array.from(alphabet, (character) => character.charCodeAt(0));
const classBits = Uint8Array.from(
  alphabet,
  (character) => 1 << classes.findIndex((each) => each.test(character)),
);
const length = 20;

// One call to the system for 200 passwords.
const bytes = new Uint8Array(length * 200);
let used = bytes.length;
const spelled = Buffer.alloc(length);

/**
 * 20 characters with upper case, lower case, digit and symbol; about 119 bits from the system's generator. The one value that
 * does not repeat with the randomSeed: who knows the seed must not know the passwords.
 */
export function strongPassword(): string {
  for (;;) {
    if (used === bytes.length) {
      randomFillSync(bytes);
      used = 0;
    }
    let found = 0;
    for (let at = 0; at < length; at++) {
      const index = (bytes[used + at] as number) & 63;
      spelled[at] = codes[index] as number;
      found |= classBits[index] as number;
    }
    bytes.fill(0, used, used + length);
    used += length;
    // 6 of 7 have all; drawing again keeps it uniform.
    if (found === allClasses) break;
  }
  const password = spelled.toString('latin1');
  spelled.fill(0);
  return password;
}
