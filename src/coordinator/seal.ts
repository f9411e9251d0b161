import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals what is shared through Redis and holds secrets, with a key made of the API's credentials: every process that may use it has
 * them, and Redis never sees them.
 */
export interface Seal {
  /** Tells nothing about the credentials, and is the same for everybody who has them. */
  readonly name: string;
  seal(value: unknown): string;
  /** Undefined if the text was sealed with another key, or is damaged. */
  open(sealed: string | null): unknown;
}

/** @param salt of one API, so that the same credentials elsewhere make another key */
export async function sealOf(credentials: string, salt: string): Promise<Seal> {
  // As slow as a login: somebody who has a sealed text must not be able to try millions of passwords.
  const bytes = (await promisify(scrypt)(credentials, `seedbed ${salt}`, 48)) as Buffer;
  // Half as long as with the bytes themselves, and there is a record in each.
  const key = createSecretKey(bytes.subarray(0, 32));
  return {
    name: bytes.subarray(32).toString('hex'),
    seal(value) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const text = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
    },
    open(sealed) {
      if (sealed === null) return undefined;
      const all = Buffer.from(sealed, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, ivBytes));
        decipher.setAuthTag(all.subarray(ivBytes, ivBytes + tagBytes));
        const text = Buffer.concat([decipher.update(all.subarray(ivBytes + tagBytes)), decipher.final()]);
        return JSON.parse(text.toString());
      } catch {
        return undefined;
      }
    },
  };
}
