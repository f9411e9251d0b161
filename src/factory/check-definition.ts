import { isPlainObject, show, unknownKey } from '../lib/check.ts';
import { checksSay } from '../messages/checks.ts';
import { definitionsSay as say } from '../messages/definitions.ts';
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
  if (!isPlainObject(definition)) throw new TypeError(say.notADefinition(show(definition)));
  const where = typeof definition.name === 'string' ? say.theResource(definition.name) : say.aResource;
  for (const key of Object.keys(definition)) {
    if (!Object.hasOwn(known, key)) {
      throw new TypeError(unknownKey(key, where, Object.keys(known)));
    }
  }
  const expect = (right: boolean, key: keyof typeof known, what: string): void => {
    if (!right) throw new TypeError(say.expected(say.partOf(key, where), what, show(definition[key])));
  };
  const { name, path, build, key, schema, secrets, preview, params, traits, belongsTo } = definition;
  expect(typeof name === 'string' && /^[a-z_][\w-]*$/i.test(name), 'name', say.word);
  expect(typeof path === 'string' && /^\/[^?#]*[^?#]$/.test(path), 'path', say.path);
  expect(typeof build === 'function', 'build', checksSay.aFunction);
  const names = typeof key === 'string' ? [key] : key;
  expect(
    names === undefined || (Array.isArray(names) && names.length > 0 && names.every(isText)),
    'key',
    say.key,
  );
  expect(schema === undefined || isStandardSchema(schema), 'schema', say.schema);
  expect(secrets === undefined || Array.isArray(secrets), 'secrets', say.attributeNames);
  expect(
    preview === undefined ||
      (isPlainObject(preview) && Object.values(preview).every((head) => typeof head === 'string')),
    'preview',
    say.headings,
  );
  expect(params === undefined || isPlainObject(params), 'params', say.defaults);
  expect(belongsTo === undefined || isPlainObject(belongsTo), 'belongsTo', say.parents);
  expect(definition.on === undefined || isText(definition.on), 'on', say.oneOfApis);
  for (const [parent, link] of Object.entries(belongsTo ?? {})) checkLink(parent, link, where);
  expect(traits === undefined || isPlainObject(traits), 'traits', say.overrides);
  checkDescription(definition.api, definition.answers, where);
  for (const hook of ['toRequest', 'afterBuild', 'afterCreate'] as const) {
    expect(
      definition[hook] === undefined || typeof definition[hook] === 'function',
      hook,
      checksSay.aFunction,
    );
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
  const place = say.partOf(`belongsTo.${parent}`, where);
  if (typeof link === 'string') return;
  if (!isPlainObject(link) || typeof link.foreignKey !== 'string')
    throw new TypeError(say.expected(place, say.foreignKey, show(link)));
  const keys = Object.keys(linkKeys);
  for (const key of Object.keys(link))
    if (!keys.includes(key)) throw new TypeError(unknownKey(key, place, keys));
  const { field, of, create = false } = link;
  if (field !== undefined && typeof field !== 'string')
    throw new TypeError(say.expected(say.partOf('field', place), say.fieldName, show(field)));
  if (of !== undefined && (!isPlainObject(of) || of.name !== parent))
    throw new TypeError(say.expected(say.partOf('of', place), say.namedResource(parent), shownResource(of)));
  if (typeof create !== 'boolean' && !(Number.isInteger(create) && (create as number) >= 0))
    throw new TypeError(say.expected(say.partOf('create', place), say.create, show(create)));
}

function shownResource(of: unknown): string {
  return isPlainObject(of) && typeof of.name === 'string' ? say.namedResource(of.name) : show(of);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isStandardSchema(value: unknown): boolean {
  // arktype's schemas are functions
  return (typeof value === 'object' || typeof value === 'function') && value !== null && '~standard' in value;
}
