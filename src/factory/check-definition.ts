import { isPlainObject } from '../lib/plain-object.ts';
import { show } from '../lib/show.ts';
import { didYouMean } from '../lib/suggest.ts';
import { checkDescription } from './check-description.ts';
import type { AnyDefinition, ParentLink } from './definition.ts';

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
  credentials: true,
  on: true,
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
  const names = typeof key === 'string' ? [key] : key;
  expect(
    names === undefined || (Array.isArray(names) && names.length > 0 && names.every(isText)),
    'key',
    "an attribute's name, or a list of names",
  );
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
  expect(
    definition.on === undefined || isText(definition.on),
    'on',
    "the name of one of the configuration's `apis`",
  );
  for (const [parent, link] of Object.entries(belongsTo ?? {})) checkLink(parent, link, where);
  expect(traits === undefined || isPlainObject(traits), 'traits', 'an object of overrides by name');
  checkDescription(definition.api, definition.answers, where);
  for (const hook of ['toRequest', 'afterBuild', 'afterCreate'] as const) {
    expect(definition[hook] === undefined || typeof definition[hook] === 'function', hook, 'a function');
  }
}

const linkKeys: Record<keyof ParentLink, true> = {
  foreignKey: true,
  optional: true,
  field: true,
  of: true,
  create: true,
};

function checkLink(parent: string, link: unknown, where: string): void {
  const place = `\`belongsTo.${parent}\` of ${where}`;
  if (typeof link === 'string') return;
  if (!isPlainObject(link) || typeof link.foreignKey !== 'string')
    throw new TypeError(
      `Expected ${place} to be a foreign key such as "user_id", or an object like { foreignKey: 'user_id' }, got ${show(link)}`,
    );
  const keys = Object.keys(linkKeys);
  for (const key of Object.keys(link))
    if (!keys.includes(key)) throw new TypeError(`Unknown key "${key}" in ${place}.${didYouMean(key, keys)}`);
  const { field, of, create = false } = link;
  if (field !== undefined && typeof field !== 'string')
    throw new TypeError(`Expected \`field\` of ${place} to be the name of a field, got ${show(field)}`);
  if (of !== undefined && (!isPlainObject(of) || of.name !== parent))
    throw new TypeError(
      `Expected \`of\` of ${place} to be the resource "${parent}", got ${shownResource(of)}`,
    );
  if (typeof create !== 'boolean' && !(Number.isInteger(create) && (create as number) >= 0))
    throw new TypeError(
      `Expected \`create\` of ${place} to be true, false or a whole number from 0 up, got ${show(create)}`,
    );
}

function shownResource(of: unknown): string {
  return isPlainObject(of) && typeof of.name === 'string' ? `the resource "${of.name}"` : show(of);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isStandardSchema(value: unknown): boolean {
  // arktype's schemas are functions
  return (typeof value === 'object' || typeof value === 'function') && value !== null && '~standard' in value;
}
