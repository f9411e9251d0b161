import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serverWords } from '../../../src/http/server-words.ts';

const taken = 'has already been taken';

describe('the server says', () => {
  test.each<[string, unknown, string | undefined]>([
    ['a message', { message: 'No.' }, 'No.'],
    [
      'messages (Nest)',
      { message: ['email is bad', 'age is bad'], error: 'Bad Request' },
      'email is bad; age is bad',
    ],
    ['an error', { error: 'No.' }, 'No.'],
    ['an error object', { error: { code: 1, message: 'No.' } }, 'No.'],
    ['an error with a text', { ok: false, error: { code: 'taken', text: 'It is taken.' } }, 'It is taken.'],
    ['a title and a description (Falcon)', { title: 'Missing', description: 'Name it.' }, 'Name it.'],
    ['a status in words, and more', { message: '400 Bad Request', error: 'Name it.' }, 'Name it.'],
    ['nothing but a status in words', { title: '400 Bad Request' }, '400 Bad Request'],
    ['an OAuth error', { error: 'invalid_grant', error_description: 'Wrong user.' }, 'Wrong user.'],
    ['a detail (Django, FastAPI)', { detail: 'Not found.' }, 'Not found.'],
    [
      'detail items (FastAPI)',
      { detail: [{ loc: ['body', 'email'], msg: 'field required', type: 'x' }] },
      'email: field required',
    ],
    [
      'a nested place (FastAPI)',
      { detail: [{ loc: ['body', 'pets', 0, 'name'], msg: 'too short' }] },
      'pets.0.name: too short',
    ],
    [
      'field lists (Django)',
      { email: ['Enter a valid email.'], age: ['Too young.', 'Odd.'] },
      'email: Enter a valid email.; age: Too young.; age: Odd.',
    ],
    [
      'a field called title (Django)',
      { title: ['Required.'], email: ['Required.'] },
      'title: Required.; email: Required.',
    ],
    ['nested field lists (Django)', { profile: { age: ['Too young.'] } }, 'profile.age: Too young.'],
    ['the whole record (Django)', { non_field_errors: ['These do not fit.'] }, 'These do not fit.'],
    ['a bulk answer (Django)', [{}, { email: ['Taken.'] }], 'email: Taken.'],
    ['errors as texts', { errors: [`Email ${taken}`, 'Age is odd'] }, `Email ${taken}; Age is odd`],
    [
      'errors as a map (Rails)',
      { errors: { email: [taken], age: ['is odd'] } },
      `email: ${taken}; age: is odd`,
    ],
    ['errors of the whole (Rails)', { errors: { base: ['is odd'] } }, 'is odd'],
    ['errors as a map of texts', { message: 'Invalid', errors: { email: taken } }, `email: ${taken}`],
    [
      'errors beside a message (Laravel)',
      { message: 'The given data was invalid.', errors: { email: [taken] } },
      `email: ${taken}`,
    ],
    [
      'errors as JSON:API',
      { errors: [{ title: 'Invalid', detail: taken, source: { pointer: '/data/attributes/email' } }] },
      `email: ${taken}`,
    ],
    ['errors with titles alone', { errors: [{ title: 'Invalid' }] }, 'Invalid'],
    ['GraphQL errors', { errors: [{ message: 'No.', path: ['createUser'] }] }, 'createUser: No.'],
    [
      'zod issues',
      {
        error: { name: 'ZodError', message: '[{}]', issues: [{ path: ['email'], message: 'Invalid email' }] },
      },
      'email: Invalid email',
    ],
    [
      'flat zod errors',
      { error: { formErrors: [], fieldErrors: { email: ['Invalid email'] } } },
      'email: Invalid email',
    ],
    [
      'Joi details',
      { message: '"age" is bad', details: [{ message: '"age" is bad', path: ['age'] }] },
      'age: "age" is bad',
    ],
    [
      'express-validator',
      { errors: [{ type: 'field', msg: 'Invalid value', path: 'email', location: 'body', value: 'x' }] },
      'email: Invalid value',
    ],
    [
      'Spring',
      {
        error: 'Bad Request',
        path: '/users',
        errors: [{ field: 'email', defaultMessage: 'must be set', rejectedValue: 'x' }],
      },
      'email: must be set',
    ],
    [
      'Spring without a list',
      { timestamp: 'now', status: 400, error: 'Bad Request', path: '/users' },
      'Bad Request',
    ],
    ['Symfony', { title: 'Failed', violations: [{ propertyPath: 'email', message: 'Bad.' }] }, 'email: Bad.'],
    [
      'class-validator',
      [{ property: 'email', value: 'x', constraints: { isEmail: 'must be an email' } }],
      'email: must be an email',
    ],
    [
      'ASP.NET',
      { title: 'One or more errors', status: 400, errors: { Email: ['Required field.'] } },
      'Email: Required field.',
    ],
    ['problem+json', { type: 'about:blank', title: 'Invalid', detail: 'No.' }, 'No.'],
    [
      'problem+json parameters',
      { title: 'Invalid', 'invalid-params': [{ name: 'age', reason: 'must be positive' }] },
      'age: must be positive',
    ],
    [
      'problem+json pointers',
      { title: 'Invalid', errors: [{ detail: 'must be positive', pointer: '#/age' }] },
      'age: must be positive',
    ],
    [
      'GitHub',
      {
        message: 'Validation Failed',
        errors: [{ resource: 'User', field: 'email', code: 'already_exists' }],
      },
      'email: already_exists',
    ],
    [
      'Google',
      {
        error: {
          code: 400,
          message: 'Bad',
          details: [{ fieldViolations: [{ field: 'a.b', description: 'is bad' }] }],
        },
      },
      'a.b: is bad',
    ],
    [
      'Google without fields',
      { error: { message: 'Key not valid', details: [{ reason: 'KEY_INVALID' }] } },
      'Key not valid',
    ],
    [
      'Strapi',
      {
        data: null,
        error: { message: '2 errors', details: { errors: [{ path: ['email'], message: 'Bad.' }] } },
      },
      'email: Bad.',
    ],
    [
      'PocketBase',
      { message: 'Failed.', data: { email: { code: 'invalid', message: 'Must be valid.' } } },
      'email: Must be valid.',
    ],
    [
      'Mongoose',
      { message: 'Failed', errors: { email: { name: 'V', message: 'Bad.', path: 'email', value: 'x' } } },
      'email: Bad.',
    ],
    ['ajv', { errors: [{ instancePath: '/email', message: 'must match' }] }, 'email: must match'],
    ['Parse', { code: 202, error: 'Account already exists.' }, 'Account already exists.'],
    [
      'PostgREST',
      { code: '23505', message: 'duplicate key', details: 'Key exists.', hint: null },
      'duplicate key',
    ],
    [
      'lists of records (Django)',
      { pets: [{}, { name: ['Required.'] }], email: ['Taken.'] },
      'pets.name: Required.; email: Taken.',
    ],
    ['fields of a form (Django)', { email: [{ message: 'Bad.', code: 'invalid' }] }, 'email: Bad.'],
    [
      'standardized errors (Django)',
      { type: 'validation_error', errors: [{ code: 'required', detail: 'Required.', attr: 'email' }] },
      'email: Required.',
    ],
    [
      'sub-errors in an envelope (Spring)',
      { apierror: { message: 'Validation error', subErrors: [{ field: 'email', message: 'is bad' }] } },
      'email: is bad',
    ],
    [
      'a tree (zod)',
      { errors: [], properties: { email: { errors: ['Invalid email'] } } },
      'email: Invalid email',
    ],
    [
      'a formatted error (zod)',
      { _errors: [], email: { _errors: ['Invalid email'] } },
      'email: Invalid email',
    ],
    [
      'a form (Symfony)',
      { message: 'Failed', errors: { children: { email: { errors: ['Taken.'] }, name: {} } } },
      'email: Taken.',
    ],
    ['API Platform', { 'hydra:title': 'Oh', 'hydra:description': 'email: taken' }, 'email: taken'],
    [
      'names in capitals (ASP.NET)',
      { Message: 'Bad.', ModelState: { 'user.Email': ['Required.'] } },
      'user.Email: Required.',
    ],
    ['a list in capitals', { Errors: [{ Field: 'email', Message: 'taken' }] }, 'email: taken'],
    ['AWS', { __type: 'Conflict', Message: 'User exists' }, 'User exists'],
    ['OData', { error: { code: '', message: { lang: 'en', value: 'Taken.' } } }, 'Taken.'],
    [
      'Microsoft Graph',
      { error: { message: 'Bad', details: [{ code: 'c', message: 'taken', target: 'mail' }] } },
      'mail: taken',
    ],
    ['Okta', { errorSummary: 'Failed', errorCauses: [{ errorSummary: 'login: taken' }] }, 'login: taken'],
    ['Jira', { errorMessages: ['No such project.'], errors: {} }, 'No such project.'],
    ['Sails', { code: 'E_UNIQUE', problems: ['email must be unique'] }, 'email must be unique'],
    ['an envelope', { fault: { faultstring: 'Invalid key', detail: { code: 'x' } } }, 'Invalid key'],
    [
      'a map of sentences (Go)',
      { email: 'must be a valid address', name: 'cannot be blank' },
      'email: must be a valid address; name: cannot be blank',
    ],
    ['the same in data (JSend)', { status: 'fail', data: { email: 'it is taken' } }, 'email: it is taken'],
    ['an empty list', { message: 'No.', errors: [] }, 'No.'],
    ['the same twice', { errors: ['No.', 'No.'] }, 'No.'],
    ['a number', { message: 3 }, undefined],
    ['nothing', {}, undefined],
    ['data of its own', { message: 'No.', data: { email: 'a@example.com', name: 'Zoé' } }, 'No.'],
    ['a record', { id: 7, email: 'a@example.com' }, undefined],
    ['a record of texts', { id: 'a7', email: 'a@example.com', name: 'Zoé Martin' }, undefined],
    ['a record in an envelope', { user: { id: 'a7', name: 'Zoé Martin', tags: ['a'] } }, undefined],
    ['a page', '<h1>No</h1>', undefined],
    ['a text (Go, Express)', 'user already exists\n', 'user already exists'],
    ['a stack', 'Error: No.\n    at f', undefined],
    ['no body', undefined, undefined],
    ['null', null, undefined],
  ])('%s', (_, body, words) => {
    expect(serverWords(body)).toBe(words);
  });
});

test.each<[unknown, string | undefined]>([
  [
    { errors: { password: ['must have at least 12 characters'] } },
    'password: must have at least 12 characters',
  ],
  [{ errors: { password: ['hunter2-canary'] } }, 'password: [secret]'],
  [{ errors: { pin: 'canary 99' } }, 'pin: [secret]'],
  [{ access_token: ['canary'] }, 'access_token: [secret]'],
  [{ errors: [{ path: ['user', 'pin'], message: 'canary' }] }, 'user.pin: [secret]'],
  [{ errors: [{ field: 'email', message: 'is bad', value: 'canary', input: 'canary' }] }, 'email: is bad'],
  [{ password: 'canary', token: 'canary' }, undefined],
])('the value of a secret field is not shown: %j', (body, words) => {
  expect(serverWords(body, ['pin'])).toBe(words);
});

test('whatever a server sends is read in a moment', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (body) => {
      const words = serverWords(body);
      expect(words).not.toBe('');
    }),
  );
  let deep: unknown = 'deep';
  for (let count = 0; count < 5000; count++) deep = { error: { errors: { a: deep } } };
  expect(serverWords(deep)).toBeUndefined();
  const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`f${n}`, ['x']]));
  expect(serverWords({ errors: wide })).toMatch(/^f0: x; f1: x; .*f19: x$/);
});
