import { randomFillSync } from 'node:crypto';

// 64 characters, so that 6 random bits pick one without bias; nothing that is read as something else (0 O o 1 l I).
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789!#$%*+-=';
const classes = [/[A-Z]/, /[a-z]/, /[2-9]/, /[!#$%*+=-]/];
const length = 20;

// One call to the system for 200 passwords.
const bytes = new Uint8Array(length * 200);
let used = bytes.length;

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
    let password = '';
    for (const byte of bytes.subarray(used, used + length)) password += alphabet.charAt(byte & 63);
    bytes.fill(0, used, used + length);
    used += length;
    if (classes.every((each) => each.test(password))) return password; // 6 of 7; drawing again keeps it uniform
  }
}
