import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSecretName, MASK, maskSecrets, redact } from '../../../src/lib/redact.ts';

const secrets = fc
  .string({ unit: 'grapheme', minLength: 6, maxLength: 40 })
  .filter((text) => Buffer.byteLength(text) >= 6);
// Words between which no secret can hide by chance.
const around = fc.string({ unit: fc.constantFrom('«', '»', '§'), maxLength: 8 });

test('no spelling of a secret is left, wherever it stands', () => {
  fc.assert(
    fc.property(secrets, around, around, (secret, before, after) => {
      const spellings = [
        secret,
        encodeURIComponent(secret),
        JSON.stringify(secret).slice(1, -1),
        String(new URLSearchParams({ '': secret })).slice(1),
      ];
      for (const spelling of spellings) {
        const told = redact(`${before}${spelling}${after}`, [secret]);
        expect(told).toBe(`${before}${MASK}${after}`);
      }
    }),
  );
});

test('nor in base64, at whichever of its three alignments', () => {
  fc.assert(
    fc.property(
      secrets,
      fc.uint8Array({ maxLength: 5 }),
      fc.uint8Array({ maxLength: 5 }),
      (secret, before, after) => {
        const bytes = Buffer.concat([before, Buffer.from(secret), after]);
        for (const encoding of ['base64', 'base64url'] as const) {
          const told = redact(bytes.toString(encoding), [secret]);
          expect(told).toContain(MASK);
          // What is left shares at most the bits of a byte on either side.
          expect(told.replace(MASK, '').length).toBeLessThanOrEqual(
            Math.ceil(((before.length + after.length) * 8) / 6) + 6,
          );
        }
      },
    ),
  );
});

test('any text, with any secrets, is told without a throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }),
      (text, list) => {
        const told = redact(text, list);
        for (const secret of list)
          if (secret.length >= 4 && !MASK.includes(secret))
            expect(told.replaceAll(MASK, '\n\n')).not.toContain(secret);
      },
    ),
  );
  expect(redact('\ud800abcdef!', ['\ud800abcdef'])).toBe(`${MASK}!`);
});

test('a short secret that begins a long one leaves nothing of the long one', () => {
  expect(redact('pass=hunter2-and-more; hunter2', ['hunter2', 'hunter2-and-more'])).toBe(
    `pass=${MASK}; ${MASK}`,
  );
});

test('what is too short to hide is left, and so is everything else', () => {
  expect(redact('a.b*c [x] abc', ['abc', ''])).toBe('a.b*c [x] abc');
  expect(redact('a.b*c(d)[e]{f}|g^h$i\\j', ['b*c(d)[e]{f}|g^h$i\\'])).toBe(`a.${MASK}j`);
});

test.each([
  'password',
  'Password',
  'user_password',
  'passwd',
  'pwd',
  'passphrase',
  'authToken',
  'X-Api-Key',
  'apikey',
  'Set-Cookie',
  'client_secret',
  'Authorization',
  'password_confirmation',
])('%s names a secret', (name) => expect(isSecretName(name)).toBe(true));

test.each(['email', 'name', 'passenger', 'tokens_left', 'key', 'compass_bearing'])('%s does not', (name) =>
  expect(isSecretName(name)).toBe(false),
);

test('fields of JSON are masked at any depth, and by the names given', () => {
  const told = maskSecrets({ user: { email: 'a', password: 'b', pets: [{ pin: 1, token: null }] }, n: 1 }, [
    'pin',
  ]);
  expect(told).toEqual({ user: { email: 'a', password: MASK, pets: [{ pin: MASK, token: MASK }] }, n: 1 });
});
