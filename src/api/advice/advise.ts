import { type AnyResource, type Attributes, keyNames } from '../../factory/resource.ts';
import type { Description } from '../describe.ts';
import { type ApiRecord, isId } from '../evidence.ts';
import { idNamesIn, locateRecord } from './locate.ts';
import { asCode, type Patch, withoutOwn } from './patch.ts';

/** What a check has at hand when an operation did not do what it should. */
export interface Misfit {
  readonly resource: AnyResource;
  readonly description: Description;
  /** What was sent to make the record. */
  readonly sent: Attributes;
  /** What came; undefined if no usable answer did. */
  readonly answer: RawAnswer | undefined;
}

interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The path with a slash at its end, or without. */
export function otherSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
}

/** The path of one record: `/users/{id}`, `/users/{id}/archive`. */
export function pathBelow({ path }: AnyResource, ...segments: readonly string[]): string {
  const below = `${path.replace(/\/$/, '')}/${segments.join('/')}`;
  return path.endsWith('/') ? `${below}/` : below;
}

/** Changes that may make a create work, the likeliest first. Each of them makes only this one record. */
export function adviseCreate(misfit: Misfit): Patch[] {
  const { answer, resource, description } = misfit;
  if (answer === undefined) return [];
  const { status } = answer;
  if (status < 300) return adviseAnswer(misfit);
  const slash: Patch = { path: otherSlash(resource.path) };
  // A redirect to another host or base path has nothing to do with this resource.
  if (status < 400) return leadsTo(otherSlash(resource.path), answer) ? [slash] : [];
  const put = putByKey(resource, description);
  const own = withoutOwn(resource, 'create');
  if (status === 404 || status === 405)
    return [...own, ...('allow' in answer.headers ? [...put, slash] : [slash, ...put])];
  if (status >= 500) return [slash];
  const { idempotency } = resource;
  if (idempotency !== undefined && /idempot/i.test(JSON.stringify(answer.body) ?? ''))
    return [{ idempotency: { ...idempotency, quoted: idempotency.quoted !== true } }];
  const encoded = encodingsIn(answer).map((encode): Patch => ({ api: { create: { encode } } }));
  return [...encoded, ...wrappingsIn(resource, answer), ...own];
}

/** Names under which APIs want a record's fields, if a refusal speaks of them: `{ "user": { … } }`. */
function wrappingsIn({ name }: AnyResource, { status, body }: RawAnswer): Patch[] {
  if (status !== 400 && status !== 422) return [];
  const said = new Set((JSON.stringify(body) ?? '').split(/\W+/));
  const type = `'${name}'`;
  const jsonApi: Patch[] =
    said.has('data') && (said.has('attributes') || said.has('type')) && /^\w+$/.test(name)
      ? [
          {
            api: {
              create: {
                body: asCode(
                  (fields: Attributes) => ({ data: { type: name, attributes: fields } }),
                  `(fields) => ({ data: { type: ${type}, attributes: fields } })`,
                ),
              },
            },
          },
        ]
      : [];
  const names = [
    'fields',
    'properties',
    'data',
    'attributes',
    'record',
    'item',
    name.replace(/s$/, ''),
    name,
  ];
  const plain = names
    .filter((each) => said.has(each) && /^[a-z_$]\w*$/i.test(each))
    .map((each): Patch => {
      const wrap = (fields: Attributes): object => ({ [each]: fields });
      const code = each === 'fields' ? '(fields) => ({ fields })' : `(fields) => ({ ${each}: fields })`;
      return { api: { create: { body: asCode(wrap, code) } } };
    });
  return [...jsonApi, ...plain];
}

function leadsTo(path: string, { headers: { location } }: RawAnswer): boolean {
  const to = location === undefined ? null : URL.parse(location, 'http://here');
  return to === null || to.pathname.endsWith(path);
}

/** Where the record is in an answer, and how its id is called: as little of it as is needed. */
export function adviseAnswer({ resource, description, sent, answer }: Misfit): Patch[] {
  const located = locateRecord(resource, sent, answer?.body, description.idName);
  if (located === undefined) return idNamesIn(sent, answer?.body).map((id) => ({ id }));
  const { at, idName } = located;
  const one: Patch | undefined = at === '' ? undefined : { answers: { one: at } };
  const id: Patch | undefined = idName === description.idName ? undefined : { id: idName };
  return [id, one, one && id && { ...id, ...one }].filter((patch) => patch !== undefined);
}

/** A client that names its record itself: `PUT /users/{key}`. */
function putByKey(resource: AnyResource, { create }: Description): Patch[] {
  if (resource.key === undefined || typeof create === 'function' || create.method !== 'POST') return [];
  return [{ api: { create: { method: 'PUT', path: pathBelow(resource, '{key}') } } }];
}

/** The encodings that a refusal names; after a plain 415, the usual ones. */
function encodingsIn({ status, headers, body }: RawAnswer): string[] {
  const said = `${headers.accept ?? ''} ${headers['accept-post'] ?? ''} ${JSON.stringify(body) ?? ''}`;
  const named = [
    ...(/x-www-form-urlencoded|\bform[- ](data|encoded)\b/i.test(said) ? ['form'] : []),
    ...(/multipart/i.test(said) ? ['multipart'] : []),
    ...(/application\/[\w.-]+\+json/i.exec(said) ?? []),
  ];
  return named.length === 0 && status === 415 ? ['form', 'multipart'] : named;
}

/** Changes that may make it possible to read one record. `record` is what the answer to its create showed. */
export function adviseRead(misfit: Misfit, record: ApiRecord = {}): Patch[] {
  const { answer, resource, description } = misfit;
  if (answer !== undefined && answer.status < 300) return adviseAnswer(misfit);
  const { read } = description;
  if (typeof read === 'function') return [];
  const paths = new Set([otherSlash(read.path), pathBelow(resource, '{id}')]);
  paths.delete(read.path);
  const inBrackets = `${resource.path}({id})`;
  return [
    ...withoutOwn(resource, 'read'),
    ...[...paths].map((path): Patch => ({ api: { read: { path } } })),
    ...otherIds(resource, description.idName, record).map((id): Patch => ({ id })),
    // PostgREST: a filter instead of a path.
    { api: { read: { path: resource.path, query: { [description.idName]: 'eq.{id}' } } } },
    // OData: both speak of the record in the same way.
    { api: { read: { path: inBrackets }, remove: { path: inBrackets } } },
  ];
}

/** Other fields by which an API may know the record: `documentId` beside `id`, or the name itself. */
function otherIds({ key }: AnyResource, idName: string, record: ApiRecord): string[] {
  const named = Object.keys(record).filter((name) => name !== idName && isId(record[name]));
  const keys = typeof key === 'string' ? [key] : [];
  const ids = named.filter((name) => /(id|uuid|key|slug)$/i.test(name) && !keys.includes(name));
  return [...ids, ...named.filter((name) => keys.includes(name))];
}

/** Other ways by which APIs take one record away. Their paths name the record, so that none of them can take another. */
export function adviseRemove(resource: AnyResource, why = ''): Patch[] {
  const { remove } = resource.definition.api ?? {};
  // A conflict, or a precondition: it wants to know which version is meant.
  const isVersioned = /^(409|412|428)\b/.test(why);
  const match: Patch[] = isVersioned ? [{ api: { remove: { headers: { 'If-Match': '{etag}' } } } }] : [];
  const usual = pathBelow(resource, '{id}');
  const isElsewhere = typeof remove === 'object' && remove.path !== undefined && remove.path !== usual;
  const steps = ['archive', 'delete', 'deactivate'].map(
    (word): Patch => ({ api: { remove: { method: 'POST', path: pathBelow(resource, '{id}', word) } } }),
  );
  const plain: Patch[] = isElsewhere ? [{ api: { remove: { path: usual } } }] : [];
  const own = withoutOwn(resource, 'remove');
  const byKey: Patch[] =
    typeof resource.key === 'string' ? [{ api: { remove: { path: pathBelow(resource, '{key}') } } }] : [];
  return [...match, ...plain, ...own, { api: { remove: { path: otherSlash(usual) } } }, ...steps, ...byKey];
}

/**
 * Removal by query: by the id, or a row between two others by what it ties together. It is told and never tried: an API that does not
 * know the parameters may take everything away.
 */
export function removeByQuery({ path, key }: AnyResource, idName: string): Patch {
  const names = Array.isArray(key) ? keyNames(key) : [];
  const query = names.length === 0 ? { [idName]: '{id}' } : Object.fromEntries(names.map(braced));
  return { api: { remove: { path, query } } };
}

/** The filter that reads one record, told for its removal as well, and never tried; and what makes PostgREST answer a create with the record. */
export function asItIsRead({ read }: Description, isCreateSilent: boolean): Patch | undefined {
  if (typeof read === 'function' || !Object.values(read.query ?? {}).includes('eq.{id}')) return undefined;
  const create = { headers: { Prefer: 'return=representation' } };
  const { path, query = {} } = read;
  return { api: { remove: { path, query }, ...(isCreateSilent && { create }) } };
}

function braced(name: string): readonly [string, string] {
  return [name, `{${name}}`];
}
