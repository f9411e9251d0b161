import { isPlainObject } from '../lib/plain-object.ts';
import { show } from '../lib/show.ts';
import { didYouMean } from '../lib/suggest.ts';
import { checkDescription } from './check-description.ts';
import type { AnyDefinition } from './definition.ts';

// A record, so that the compiler misses no key.
const known: Record<keyof AnyDefinition | 'server', true> = {
  name: true,
  path: true,
  key: true,
  idField: true,
  schema: true,
  params: true,
  belongsTo: true,
  secrets: true,
  preview: true,
  server: true,
  attributes: true,
  build: true,
  traits: true,
  toRequest: true,
  afterBuild: true,
  afterCreate: true,
  id: true,
  api: true,
  answers: true,
  listPath: true,
  idempotency: true,
  lookup: true,
  bulk: true,
  ready: true,
  onDuplicate: true,
  atLeastOnce: true,
};

/** Throws a TypeError for what the compiler lets through in plain JavaScript: wrong keys, wrong kinds of value. */
export function checkDefinition(definition: unknown): asserts definition is AnyDefinition {
  if (!isPlainObject(definition))
    throw new TypeError(`Expected a resource definition, got ${show(definition)}`);
  const where = typeof definition.name === 'string' ? `resource "${definition.name}"` : 'a resource';
  for (const key of Object.keys(definition)) {
    if (!Object.hasOwn(known, key)) {
      throw new TypeError(`Unknown key "${key}" in ${where}.${didYouMean(key, Object.keys(known))}`);
    }
  }
  const expect = (right: boolean, key: keyof typeof known, what: string): void => {
    if (!right)
      throw new TypeError(`Expected \`${key}\` of ${where} to be ${what}, got ${show(definition[key])}`);
  };
  const { name, path, build, key, schema, secrets, preview, params, traits, belongsTo } = definition;
  expect(
    typeof name === 'string' && /^[a-z_][\w-]*$/i.test(name),
    'name',
    'a word (letters, digits, `_`, `-`)',
  );
  expect(typeof path === 'string' && /^\/[^?#]*[^?#]$/.test(path), 'path', 'a path like "/user"');
  expect(typeof build === 'function', 'build', 'a function');
  expect(key === undefined || typeof key === 'string', 'key', "an attribute's name");
  expect(
    schema === undefined || isStandardSchema(schema),
    'schema',
    'a Standard Schema (zod, valibot, arktype)',
  );
  expect(secrets === undefined || Array.isArray(secrets), 'secrets', 'an array of attribute names');
  expect(
    preview === undefined ||
      (isPlainObject(preview) && Object.values(preview).every((head) => typeof head === 'string')),
    'preview',
    "an object of headings by field, like { page_count: 'pages' }",
  );
  expect(params === undefined || isPlainObject(params), 'params', 'an object of defaults');
  expect(
    belongsTo === undefined || isPlainObject(belongsTo),
    'belongsTo',
    "an object like { users: 'user_id' }",
  );
  expect(traits === undefined || isPlainObject(traits), 'traits', 'an object of overrides by name');
  checkDescription(definition.api, definition.answers, where);
  for (const hook of ['toRequest', 'afterBuild', 'afterCreate'] as const) {
    expect(definition[hook] === undefined || typeof definition[hook] === 'function', hook, 'a function');
  }
}

function isStandardSchema(value: unknown): boolean {
  // arktype's schemas are functions
  return (typeof value === 'object' || typeof value === 'function') && value !== null && '~standard' in value;
}
