import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSecretName, MASK, maskAddresses, maskName, maskSecrets, redact } from '../../../src/lib/redact.ts';

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

test('a secret that is too short to hide is left, and so is everything else', () => {
  expect(redact('a.b*c [x] abc', ['abc', ''])).toBe('a.b*c [x] abc');
  expect(redact('a.b*c(d)[e]{f}|g^h$i\\j', ['b*c(d)[e]{f}|g^h$i\\'])).toBe(`a.${MASK}j`);
});

test.each([
  ...[
    'password',
    'Password',
    'PASSWORD2',
    'user_password',
    'passWord',
    'passwd',
    'pwd',
    'passphrase',
    'db_pass',
    'dbpass',
  ],
  ...[
    'passwordHash',
    'password_hash',
    'hashed_password',
    'hashedpassword',
    'password_confirmation',
    'passwordResetUrl',
  ],
  ...[
    'authToken',
    'accesstoken',
    'refresh_token',
    'sessionToken',
    'csrf-token',
    'token',
    'accessTokens',
    'token_hash',
  ],
  ...[
    'X-Api-Key',
    'apikey',
    'apiKey',
    'APIKey',
    'API_KEY',
    'api_key',
    'access_key',
    'private_key',
    'privateKeyPem',
  ],
  ...[
    'Authorization',
    'Proxy-Authorization',
    'auth',
    'bearer',
    'jwt',
    'id_jwt',
    'Set-Cookie',
    'PHPSESSID',
    'session_id',
    'sessionId',
  ],
  ...[
    'client_secret',
    'mfa_secret',
    'secretKey',
    'credentials',
    'aws.credentials',
    'signature',
    'X-Amz-Signature',
  ],
  ...[
    'pin',
    'userPin',
    'pinCode',
    'otp',
    'totp_seed',
    'recoveryCodes',
    'backup_codes',
    'verification_code',
    'securityAnswer',
  ],
  ...['ssn', 'userSSN', 'cvv', 'card_number', 'connectionString', 'motDePasse', 'Passwort', 'contraseña'],
  ...[
    'clé',
    'clé'.normalize('NFD'),
    'cle_api',
    'clefSecrète',
    'jeton',
    'clave_acceso',
    'senha',
    'geheim',
    'пароль',
    '用户密码',
    'パスワード',
  ],
  ...['_csrf', 'hmac', 'privkey', 'creditCard'],
])('%s names a secret', (name) => expect(isSecretName(name)).toBe(true));

test.each([
  ...[
    'email',
    'name',
    'id',
    'key',
    'keys',
    'keyboard',
    'primary_key',
    'publicKey',
    'idempotency_key',
    'monkey',
    'user_id',
  ],
  ...[
    'passenger',
    'passed',
    'passport',
    'compass',
    'compass_bearing',
    'bypass',
    'bearing',
    'password_changed_at',
    'passwordPolicy',
  ],
  ...[
    'tokens_left',
    'token_count',
    'tokenType',
    'tokens',
    'max_tokens',
    'android_tokens',
    'token_expires_in',
    'tokenizer',
  ],
  ...[
    'author',
    'authority',
    'authorId',
    'authProvider',
    'authored',
    'oauth_provider',
    'auth_type',
    'authorized',
  ],
  ...[
    'secretary',
    'secret_count',
    'session',
    'session_length',
    'signatures_wanted',
    'design',
    'cookie_consent',
  ],
  ...[
    'pinned',
    'pins',
    'spin',
    'shipping',
    'optional',
    'postal_code',
    'code',
    'hash',
    'order_number',
    'credit',
  ],
  ...[
    '',
    '_',
    '42',
    '日本語',
    'clé_primaire',
    'clave_producto',
    'clerk',
    'geheimrat',
    'parolavenue',
    'csrf_enabled',
  ],
])('%s does not', (name) => expect(isSecretName(name)).toBe(false));

test('fields of JSON are masked at any depth, and by the names given, however they are written', () => {
  const told = maskSecrets(
    {
      user: { email: 'a', password: 'b', pets: [{ invite_code: 1, token: null }] },
      n: 1,
      credentials: { a: [1] },
    },
    ['inviteCode'],
  );
  expect(told).toEqual({
    user: { email: 'a', password: MASK, pets: [{ invite_code: MASK, token: MASK }] },
    n: 1,
    credentials: MASK,
  });
});

test('that there is a secret is none', () => {
  expect(maskSecrets({ password: true, auth: false })).toEqual({ password: true, auth: false });
});

test('a value known to be secret is masked under any name, a short one only by itself', () => {
  const values = ['correct horse', '1234', ''];
  expect(
    maskSecrets({ note: 'it is correct horse', tags: ['1234', '12345', ''], n: 1234 }, { values }),
  ).toEqual({ note: MASK, tags: [MASK, '12345', ''], n: 1234 });
});

test.each([
  ['https://app.example/reset?token=abc123&lang=fr', `https://app.example/reset?token=${MASK}&lang=fr`],
  [
    'see https://app.example/#access_token=a.b-c&x=1 now',
    `see https://app.example/#access_token=${MASK}&x=1 now`,
  ],
  ['<a href="/x?X-Amz-Signature=f00&page=2">', `<a href="/x?X-Amz-Signature=${MASK}&page=2">`],
  ['postgres://me:pass=word@db.example/x', `postgres://me:${MASK}@db.example/x`],
  ['https://app.example/?page=2&sort=name, a=b', 'https://app.example/?page=2&sort=name, a=b'],
  ['someone@example.com: 12:30', 'someone@example.com: 12:30'],
])('the secrets in an address are masked: %s', (text, shown) => {
  expect(maskAddresses(text)).toBe(shown);
  expect(maskSecrets({ link: [text] })).toEqual({ link: [shown] });
});

test('an answer nested without end is masked, not followed', () => {
  const nested = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  expect(JSON.stringify(maskSecrets(nested))).toContain(MASK);
});

describe('the name of a field', () => {
  test.each([
    'id',
    'address_line_2',
    'sha256',
    'oauth2Token',
    'createdAt',
    'x-request-id',
    'ключ',
    'utf8mb4',
    'line1',
    'a1b2',
  ])('stays as it is: %s', (name) => {
    expect(maskName(name)).toBe(name);
  });

  test.each([
    'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc',
    '9f86d081884c7d659a2feaa0c55ad015',
    'x'.repeat(61),
  ])('is masked if it looks like a secret: %s', (name) => {
    expect(maskName(name)).toBe(MASK);
  });

  test('is masked if it holds what is known to be one', () => {
    expect(maskName('of hunter two', ['hunter two'])).toBe(`of ${MASK}`);
  });
});
