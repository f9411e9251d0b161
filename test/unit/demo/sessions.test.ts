import { scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, hashPasswordNow, verifyPassword } from '../../../src/demo/sessions.ts';

test('a hash tells its cost, is salted, and holds nothing of the password', async () => {
  const [one, two] = [await hashPassword('pässwörd'), await hashPassword('pässwörd')];
  expect(one).toMatch(/^scrypt\$1024\$1\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toBe(two);
});

test('only the right password fits', async () => {
  for (const hash of [await hashPassword('pässwörd'), hashPasswordNow('pässwörd')]) {
    expect(await verifyPassword('pässwörd', hash)).toBe(true);
    expect(await verifyPassword('pässwörd'.normalize('NFD'), hash)).toBe(true);
    expect(await verifyPassword('passwörd', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  }
});

test('nothing fits where there is no password', async () => {
  expect(await verifyPassword('', null)).toBe(false);
  expect(await verifyPassword('anything', undefined)).toBe(false);
});

test('a hash of another cost still fits', async () => {
  const key = scryptSync('old', Buffer.alloc(16), 32, { N: 512, r: 8, p: 1 });
  const hash = `scrypt$512$8$1$${Buffer.alloc(16).toString('base64url')}$${key.toString('base64url')}`;
  expect(await verifyPassword('old', hash)).toBe(true);
});
