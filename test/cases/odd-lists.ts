import type { OddScene } from './odd-server.ts';
import { json } from './odd-server.ts';
import type { OddRecord } from './odd-store.ts';

/** How records are shown. */
export interface OddLists {
  /** How far behind lists and searches are, in ms. @default 0 */
  readonly listLagMs?: number;
  /** Field that records are answered in: `{ data: { id } }`. Lists are `{ data: [ … ] }` then. @default undefined: as they are */
  readonly wrap?: string;
  /** Keys are shown in capitals. @default false: as they were sent */
  readonly capitals?: boolean;
  /** Where the e-mail is not shown. @default undefined: it is shown everywhere */
  readonly hideKey?: 'in-lists' | 'everywhere';
  /** Records a page; `nothing` says that there are more, or the answer's `total`, a `next` URL, a Link header. @default undefined: all at once */
  readonly page?: { readonly size: number; readonly tells: 'nothing' | 'total' | 'next' | 'link' };
}

/** The API's JSON of one record: an id of digits is a number, however many they are. */
export function recordText(
  { id, fields }: Pick<OddRecord, 'id' | 'fields'>,
  { wrap, hideKey, capitals = false }: OddLists,
  where: 'one' | 'many',
): string {
  const { email, ...others } = capitals ? inCapitals(fields) : fields;
  const hidden = hideKey === 'everywhere' || (hideKey === 'in-lists' && where === 'many');
  const shown = JSON.stringify(hidden || email === undefined ? others : { email, ...others });
  const text = `{"id":${/^\d+$/.test(id) ? id : JSON.stringify(id)},${shown.slice(1)}`;
  return wrap === undefined || where === 'many' ? text : `{"${wrap}":${text}}`;
}

function inCapitals(fields: OddRecord['fields']): OddRecord['fields'] {
  return { ...fields, ...(typeof fields.email === 'string' && { email: fields.email.toUpperCase() }) };
}

/** A collection: filtered by any field named in the query, a page at a time if there are pages. */
export function listing(
  { response, store, options }: OddScene,
  collection: string,
  query: URLSearchParams,
): void {
  const { listLagMs = 0, wrap, page } = options;
  const filters = [...query].filter(([name]) => name !== 'page');
  const matching = store
    .asOf(collection, listLagMs)
    .filter(({ fields }) => filters.every(([name, value]) => String(fields[name]) === value));
  const number = Number(query.get('page') ?? 1);
  const from = page === undefined ? 0 : (number - 1) * page.size;
  const to = page === undefined ? matching.length : from + page.size;
  const items = `[${matching
    .slice(from, to)
    .map((record) => recordText(record, options, 'many'))
    .join(',')}]`;
  const more = matching.length > to;
  const next = `/${collection}?page=${number + 1}`;
  const texts = {
    total: `{"items":${items},"total":${matching.length},"page":${number}}`,
    next: `{"results":${items},"count":${matching.length},"next":${more ? `"${next}"` : 'null'}}`,
    link: items,
    nothing: items,
  };
  const text = page !== undefined ? texts[page.tells] : wrap === undefined ? items : `{"${wrap}":${items}}`;
  json(response, 200, text, page?.tells === 'link' && more ? { link: `<${next}>; rel="next"` } : {});
}
