import { type } from 'arktype';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { build } from '../../../src/factory/build.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';
import type { Resource } from '../../../src/factory/resource.ts';
import { findIssues, validate } from '../../../src/factory/validate.ts';

const withSchema = (schema: NonNullable<Resource['schema']>) =>
  defineResource({
    name: 'things',
    path: '/thing',
    schema,
    secrets: ['pin'],
    build: () => ({ size: 5, at: { city: 'Lyon' }, pin: '1234' }),
  });
const right = { size: 5, at: { city: 'Lyon' }, pin: '1234' };
const wrong = { size: 'big', at: { city: 7 }, pin: 'hunter2-hunter2' };

const schemas = {
  valibot: v.object({
    size: v.number(),
    at: v.object({ city: v.string() }),
    pin: v.pipe(v.string(), v.maxLength(4)),
  }),
  zod: z.object({ size: z.number(), at: z.object({ city: z.string() }), pin: z.string().max(4) }),
  arktype: type({ size: 'number', at: { city: 'string' }, pin: 'string <= 4' }),
};

test.each(Object.entries(schemas))(
  '%s: path, expected and got of each; the secret is not shown',
  (_, schema) => {
    const things = withSchema(schema);
    expect(validate(things, right)).toBeUndefined();
    const line = validate(things, wrong);
    expect(line).toContain(
      'expected number, got `"big"` (string)'.replace(
        'number',
        /a number/.test(String(line)) ? 'a number' : 'number',
      ),
    );
    expect(line).toMatch(/at\.city: expected (a )?string, got `7` \(number\)/);
    expect(line).toContain('pin: expected a valid value, got [secret]');
    expect(line).not.toContain('hunter2');
  },
);

test('an asynchronous schema gives a promise', async () => {
  const things = withSchema(
    v.objectAsync({
      size: v.pipeAsync(
        v.number(),
        v.checkAsync(async (size) => size > 5, 'Invalid size: above 5'),
      ),
    }),
  );
  await expect(validate(things, { ...right, size: 6 })).resolves.toBeUndefined();
  await expect(validate(things, right)).resolves.toBe('size: expected above 5, got `5` (number)');
});

test('a missing attribute, and a message in words of its own', () => {
  expect(validate(withSchema(schemas.zod), { size: 5, pin: '1' })).toBe('at: expected object, got undefined');
  const odd = withSchema(
    v.object({
      size: v.pipe(
        v.number(),
        v.check(() => false, 'unlucky'),
      ),
    }),
  );
  expect(findIssues(odd, right)).toEqual([{ path: 'size', expected: 'unlucky', got: '`5` (number)' }]);
});

test('without a schema everything passes', () => {
  const free = defineResource({ name: 'a', path: '/a', build: () => ({ x: 1 }) });
  expect(validate(free, build(free))).toBeUndefined();
});

test('a value under a secret name is not shown, though the resource does not call it secret', () => {
  const things = withSchema(z.object({ at: z.object({ apiKey: z.number() }) }));
  expect(validate(things, { at: { apiKey: 'hunter2-hunter2' } })).toBe(
    'at.apiKey: expected a valid value, got [secret]',
  );
});
