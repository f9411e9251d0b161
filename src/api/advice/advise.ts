import type { Answer } from '../../factory/description.ts';
import { type AnyResource, type Attributes, keyNames } from '../../factory/resource.ts';
import { isPlainObject } from '../../lib/check.ts';
import type { Description } from '../describe.ts';
import { valueAt } from '../evidence.ts';
import { idNamesIn, listsIn, locateList, locateRecord } from './locate.ts';
import { asCode, type Patch } from './patch.ts';

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
  if (status === 404 || status === 405) return 'allow' in answer.headers ? [...put, slash] : [slash, ...put];
  if (status >= 500) return [slash];
  const { idempotency } = resource;
  if (idempotency !== undefined && /idempot/i.test(JSON.stringify(answer.body) ?? ''))
    return [{ idempotency: { ...idempotency, quoted: idempotency.quoted !== true } }];
  const encoded = encodingsIn(answer).map((encode): Patch => ({ api: { create: { encode } } }));
  return [...encoded, ...wrappingsIn(resource, answer)];
}

/** Names under which APIs want a record's fields, if a refusal speaks of them: `{ "user": { … } }`. */
function wrappingsIn({ name }: AnyResource, { status, body }: RawAnswer): Patch[] {
  if (status !== 400 && status !== 422) return [];
  const said = new Set((JSON.stringify(body) ?? '').split(/\W+/));
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
  return names
    .filter((each) => said.has(each) && /^[a-z_$]\w*$/i.test(each))
    .map((each) => {
      const wrap = (fields: Attributes): object => ({ [each]: fields });
      const code = each === 'fields' ? '(fields) => ({ fields })' : `(fields) => ({ ${each}: fields })`;
      return { api: { create: { body: asCode(wrap, code) } } };
    });
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

/** Changes that may make it possible to read one record. */
export function adviseRead(misfit: Misfit): Patch[] {
  const { answer, resource, description } = misfit;
  if (answer !== undefined && answer.status < 300) return adviseAnswer(misfit);
  const { read } = description;
  if (typeof read === 'function') return [];
  const paths = new Set([otherSlash(read.path), pathBelow(resource, '{id}')]);
  paths.delete(read.path);
  return [...paths].map((path) => ({ api: { read: { path } } }));
}

/** Changes that may make the list show the record: where its records are, or how it goes on. */
export function adviseList({ resource, description, sent, answer }: Misfit): Patch[] {
  const { list } = description;
  if (typeof list === 'function') return [];
  if (answer === undefined || answer.status >= 300)
    return [{ api: { list: { path: otherSlash(list.path) } } }];
  const at = locateList(resource, sent, answer.body);
  const items: Patch[] = at === undefined ? [] : [{ answers: { many: at } }];
  if (list.next !== undefined) return items;
  return [
    ...items,
    ...cursorsIn(answer.body).map((next): Patch => ({ api: { list: { next } } })),
    ...afterLast(answer.body, description.idName),
    { api: { list: { next: { page: 'page' } } } },
    { api: { list: { next: { offset: 'offset' } } } },
  ];
}

/** Parameters that take a value of this name in an answer. */
const cursorParameters: Readonly<Record<string, string>> = {
  next_cursor: 'cursor',
  nextCursor: 'cursor',
  cursor: 'cursor',
  next_page_token: 'page_token',
  nextPageToken: 'pageToken',
  next_token: 'next_token',
  nextToken: 'nextToken',
  continuationToken: 'continuationToken',
  after: 'after',
  endCursor: 'after',
  offset: 'offset',
};

function cursorsIn(body: unknown): { readonly cursor: string; readonly at: string }[] {
  if (!isPlainObject(body)) return [];
  const outer = Object.entries(body);
  const inner = outer.flatMap(([place, fields]) =>
    isPlainObject(fields)
      ? Object.entries(fields).map(([name, value]) => [`${place}.${name}`, value] as const)
      : [],
  );
  const places = [['', body] as const, ...outer, ...inner];
  return places.flatMap(([place, fields]) =>
    Object.entries(cursorParameters).flatMap(([name, cursor]) => {
      const value = isPlainObject(fields) ? fields[name] : undefined;
      // A number there is the number of this page.
      const isGiven =
        (typeof value === 'string' && value !== '') || (typeof value === 'number' && name !== 'offset');
      return isGiven ? [{ cursor, at: place === '' ? name : `${place}.${name}` }] : [];
    }),
  );
}

/** A list that goes on after the last record of a page: `{ "data": […], "has_more": true }`, then `?starting_after=cus_7`. */
function afterLast(body: unknown, idName: string): Patch[] {
  if (!isPlainObject(body) || body.has_more !== true) return [];
  const isName = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);
  return listsIn(body)
    .filter(({ at, items }) => [...at.split('.'), idName].every(isName) && isPlainObject(items.at(-1)))
    .map(({ at }): Patch => {
      const next = (answer: Answer): string | undefined => {
        if (valueAt(answer.body, 'has_more') !== true) return undefined;
        const items = valueAt(answer.body, at);
        const last: unknown = Array.isArray(items) ? items.at(-1) : undefined;
        return `?starting_after=${isPlainObject(last) ? last[idName] : ''}`;
      };
      const code = `({ body }) => (body.has_more ? '?starting_after=' + body.${at}.at(-1).${idName} : undefined)`;
      return { api: { list: { next: asCode(next, code) } } };
    });
}

/** Changes that may find a record by its key: a search by that name, or the whole list. `false` if nothing can. */
export function adviseFind({ resource }: Pick<Misfit, 'resource'>, listShowsKeys: boolean): Patch[] {
  const { key, definition } = resource;
  const isDescribed = definition.api?.find !== undefined;
  const byQuery: Patch[] = typeof key === 'string' ? [{ api: { find: { query: { [key]: '{key}' } } } }] : [];
  const byList: Patch = isDescribed ? { api: { find: undefined }, lookup: {} } : { lookup: {} };
  const never: Patch = isDescribed ? { api: { find: false } } : { lookup: false };
  return listShowsKeys ? [...byQuery, byList, never] : [...byQuery, never];
}

/** Other ways by which APIs take one record away. Their paths name the record, so that none of them can take another. */
export function adviseRemove(resource: AnyResource): Patch[] {
  const { remove } = resource.definition.api ?? {};
  const usual = pathBelow(resource, '{id}');
  const isElsewhere = typeof remove === 'object' && remove.path !== undefined && remove.path !== usual;
  const steps = ['archive', 'delete', 'deactivate'].map(
    (word): Patch => ({ api: { remove: { method: 'POST', path: pathBelow(resource, '{id}', word) } } }),
  );
  const plain: Patch[] = isElsewhere ? [{ api: { remove: { path: usual } } }] : [];
  return [...plain, { api: { remove: { path: otherSlash(usual) } } }, ...steps];
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

function braced(name: string): readonly [string, string] {
  return [name, `{${name}}`];
}
