import { randomFillSync } from 'node:crypto';

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
