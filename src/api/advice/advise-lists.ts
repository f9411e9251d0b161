import type { Answer, ListOperation, Paging, Shape } from '../../factory/description.ts';
import { type AnyResource, keyNames } from '../../factory/resource.ts';
import { isPlainObject } from '../../lib/check.ts';
import { valueAt } from '../evidence.ts';
import { pageOf } from '../lists/paging.ts';
import { type Misfit, otherSlash } from './advise.ts';
import { listsIn, locateList } from './locate.ts';
import { asCode, type Patch, withoutOwn } from './patch.ts';

/**
 * Changes that may make the list show the record: where its records are, or how it goes on.
 *
 * @param isShown it shows the record already, and may go on: then what the definition says of it is right
 */
export function adviseList({ resource, description, sent, answer }: Misfit, isShown: boolean): Patch[] {
  const { list } = description;
  if (typeof list === 'function') return [];
  if (answer === undefined || answer.status >= 300 || listsIn(answer.body).length === 0)
    if (!Array.isArray(answer?.body))
      return [...withoutOwn(resource, 'list'), ...listsElsewhere(resource, list.path)];
  const at = locateList(resource, sent, answer.body);
  const items: Patch[] =
    at !== undefined ? [{ answers: { many: at } }] : isShown ? [] : withoutItems(resource, list);
  // A list, and none of such records: `recentItems`.
  const elsewhere = at === undefined && isSObject(resource) ? listsElsewhere(resource, list.path) : [];
  if (list.next !== undefined && isShown) return items;
  const next = (value: Paging): Patch => ({ api: { list: { next: value } } });
  const further = [
    // What the definition says may be wrong.
    ...(list.next === undefined ? [] : [withoutNext]),
    ...cursorsIn(answer.body).map(next),
    ...urlsIn(answer.body).map(next),
    ...afterLast(answer.body, description.idName),
    ...pagesBy(answer.body).map(next),
  ];
  const others = at === undefined && list.items === undefined ? othersIn(resource, answer) : undefined;
  const among: Patch = others === undefined ? {} : { answers: { many: others } };
  return [...elsewhere, ...items, ...further.map((patch) => ({ ...patch, ...among }))];
}

/** Without the place that the definition or the configuration names: the list may be recognised. */
function withoutItems({ definition }: AnyResource, { items }: ListOperation): Patch[] {
  if (items === undefined) return [];
  const isOwn = typeof definition.api?.list === 'object' && definition.api.list.items !== undefined;
  return [isOwn ? { api: { list: without('items') } } : { answers: without('many') }];
}

/** Undefined takes a member away. The types of a definition do not allow it, and its reader does. */
function without(name: string): object {
  return { [name]: undefined };
}

const withoutNext: Patch = { api: { list: without('next') } };

/** Places of a next page's URL: `meta.paging.next_url`. */
function urlsIn(body: unknown, place = '', level = 0): string[] {
  if (!isPlainObject(body) || level > mostLevels) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    const at = place === '' ? name : `${place}.${name}`;
    const isUrl = typeof value === 'string' && /^(https?:\/\/|[/?])/.test(value) && /next/i.test(at);
    return isUrl ? [at] : urlsIn(value, at, level + 1);
  });
}

/** Deeper than this is no envelope. */
const mostLevels = 3;

/** A list of such records in an answer that is not recognised, if the first page holds only other people's. */
function othersIn(resource: AnyResource, answer: Exclude<Misfit['answer'], undefined>): string | undefined {
  if (pageOf(answer, resource.name) !== undefined) return undefined;
  const names = keyNames(resource.key);
  const isSuch = (item: unknown): boolean => isPlainObject(item) && names.every((name) => name in item);
  return listsIn(answer.body).find(({ items }) => items.length > 0 && items.every(isSuch))?.at;
}

/** Parameters that APIs take for a further page, those first that the answer hints at. */
function pagesBy(body: unknown): Exclude<Paging, Shape | false>[] {
  const said = JSON.stringify(isPlainObject(body) ? { ...body, data: undefined } : {});
  return [
    ...(/"startIndex"/.test(said) ? [{ offset: 'startIndex', from: 1 }] : []),
    ...(/"pagination"/.test(said) ? [{ page: 'pagination[page]' }] : []),
    ...(/"hits"/.test(said) ? [{ offset: 'from' }] : []),
    { page: 'page' },
    { offset: 'offset' },
    { page: 'page[number]' },
    { offset: 'skip' },
  ];
}

/** Where an API lists what its path creates, if that path does not: with a slash, or as well-known ones do. */
function listsElsewhere({ path }: AnyResource, listPath: string): Patch[] {
  const below = path.replace(/\/$/, '');
  const [, root, object] = sObject.exec(below) ?? [];
  const q = `SELECT FIELDS(STANDARD) FROM ${object}`;
  const lists = [
    { path: otherSlash(listPath) },
    // Salesforce, Elasticsearch, CouchDB.
    ...(object === undefined ? [] : [{ path: `${root}/query`, query: { q } }]),
    ...(below.endsWith('/_doc') ? [{ path: below.replace(/_doc$/, '_search'), query: { size: 1000 } }] : []),
    { path: `${below}/_all_docs`, query: { include_docs: true } },
  ];
  return lists.map(
    (list): Patch =>
      list.path.endsWith('/_search') ? { answers: { many: 'hits.hits' }, api: { list } } : { api: { list } },
  );
}

/** A path of Salesforce's: `/services/data/v60.0/sobjects/Account`. */
const sObject = /^(.*)\/sobjects\/(\w+)$/;

function isSObject({ path }: AnyResource): boolean {
  return sObject.test(path);
}

/** Parameters that take a value of this name in an answer, the most usual first. */
const cursorParameters: Readonly<Record<string, readonly string[]>> = {
  next_cursor: ['cursor', 'after'],
  nextCursor: ['cursor', 'after'],
  cursor: ['cursor', 'after'],
  next_page_token: ['page_token', 'pageToken'],
  nextPageToken: ['pageToken', 'page_token'],
  next_token: ['next_token', 'token'],
  nextToken: ['nextToken', 'token'],
  continuationToken: ['continuationToken'],
  after: ['after'],
  endCursor: ['after'],
  continue: ['continue'],
  offset: ['offset'],
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
    Object.entries(cursorParameters).flatMap(([name, parameters]) => {
      const value = isPlainObject(fields) ? fields[name] : undefined;
      // A number there is the number of this page.
      const isGiven =
        (typeof value === 'string' && value !== '') || (typeof value === 'number' && name !== 'offset');
      const at = place === '' ? name : `${place}.${name}`;
      return isGiven ? parameters.map((cursor) => ({ cursor, at })) : [];
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
  const byQuery: Patch[] =
    typeof key === 'string' ? searchesBy(key).map((query) => ({ api: { find: { query } } })) : [];
  const byList: Patch = isDescribed ? { api: { find: undefined }, lookup: {} } : { lookup: {} };
  const never: Patch = isDescribed ? { api: { find: false } } : { lookup: false };
  return listShowsKeys ? [...byQuery, byList, never] : [...byQuery, never];
}

/** How APIs are asked for one value: by its name, or in a filter (OData, SCIM, Strapi, Directus, JSON:API, PostgREST). */
function searchesBy(key: string): Readonly<Record<string, string>>[] {
  return [
    { [key]: '{key}' },
    { $filter: `${key} eq '{key}'` },
    { filter: `${key} eq "{key}"` },
    { [`filters[${key}][$eq]`]: '{key}' },
    { [`filter[${key}][_eq]`]: '{key}' },
    { [`filter[${key}]`]: '{key}' },
    { [key]: 'eq.{key}' },
    { search: '{key}' },
  ];
}
