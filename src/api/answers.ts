import { messageOf } from '../errors.ts';
import type { Answer, Shape } from '../factory/description.ts';
import { type AnyResource, showsKey } from '../factory/resource.ts';
import { isPlainObject } from '../lib/check.ts';
import { escapeText } from '../lib/escape.ts';
import { maskName } from '../lib/redact.ts';
import { describingSays } from '../messages/describing.ts';
import { type ApiRecord, isId, type RecordId, valueAt } from './evidence.ts';
import type { Answered } from './operations.ts';

/** Names under which APIs put one record, or the result of an operation. */
const wrappers = [
  ...['data', 'result', 'record', 'item', 'value', 'resource', 'response', 'attributes'],
  ...['results', 'records', 'items', 'rows', 'doc'],
];

/** `data.id`: the record is at `data`, its id is `id`. */
export function splitIdField(idField: string): { readonly at: string | undefined; readonly name: string } {
  const end = idField.lastIndexOf('.');
  return end === -1
    ? { at: undefined, name: idField }
    : { at: idField.slice(0, end), name: idField.slice(end + 1) };
}

/**
 * The one record in an answer: what its resource's `idField` says, the body itself, a common wrapper (`{ data: … }`, `{ user: … }`,
 * `[…]` with one item), or a bare id. An envelope may have an id of its own, so what shows the natural key comes first. Undefined if no
 * id that can be used is in any of them.
 */
export function recordIn(resource: AnyResource, body: unknown): Answered | undefined {
  const { at, name } = splitIdField(resource.idField);
  const inside = at === undefined ? undefined : valueAt(body, at);
  // There is nothing inside: the usual answer, which does not show the key.
  if (isPlainObject(body) && isFlat(body)) return withIdNamed(name, body);
  let found: Answered | undefined;
  for (const record of [inside, body, ...wrapped(resource, body)]) {
    if (!isPlainObject(record)) continue;
    const known = withIdNamed(name, unfolded(resource, record));
    if (known === undefined) continue;
    if (record === inside || showsKey(resource.key, known.record)) return known;
    found ??= known;
  }
  return found ?? (isBareId(body) ? { record: { [name]: body }, id: body } : undefined);
}

/** Answers to a create may say `id` where records say `Id` or `_id`: any case of letters will do, if there is no other. */
function withIdNamed(name: string, record: ApiRecord): Answered | undefined {
  const id = record[name];
  if (isId(id)) return { record, id };
  const other = otherSpelling(name, record);
  const spelled = other === undefined ? undefined : record[other];
  return isId(spelled) ? { record: { ...record, [name]: spelled }, id: spelled } : undefined;
}

/** How a record spells the name of its id: `ID`. */
export function otherSpelling(name: string, record: ApiRecord): string | undefined {
  const bare = name.toLowerCase().replace(/^_/, '');
  return Object.keys(record).find((each) => each.toLowerCase() === bare);
}

/** Names under which APIs put a record's own fields, apart from its id and what else they know of it. */
const foldings = ['attributes', 'fields', 'properties', '_source'];

/** A record whose fields stand apart, `{ id, attributes: { email } }`, as one. A record that already shows its key is left as it is. */
export function unfolded({ key }: Pick<AnyResource, 'key'>, record: ApiRecord): ApiRecord {
  if (key === undefined || showsKey(key, record)) return record;
  for (const name of foldings) {
    const { [name]: inner, ...outer } = record;
    if (isPlainObject(inner) && showsKey(key, inner)) return { ...inner, ...outer };
  }
  return record;
}

/** A record of a list, as a reading of it alone shows it: its fields together, its id under the name that is configured. */
export function listed(resource: AnyResource, item: ApiRecord): ApiRecord {
  const record = unfolded(resource, item);
  return withIdNamed(splitIdField(resource.idField).name, record)?.record ?? record;
}

function isFlat(body: ApiRecord): boolean {
  for (const name in body) if (typeof body[name] === 'object' && body[name] !== null) return false;
  return true;
}

/** True for the record itself, not an envelope with an id of its own: most answers are. */
export function isWhole({ idField, key }: AnyResource, body: ApiRecord): boolean {
  return isId(body[idField]) && showsKey(key, body);
}

/** A text such as `"created"` is no id: an id that comes alone holds a digit. */
function isBareId(body: unknown): body is RecordId {
  return isId(body) && (typeof body === 'number' || /^[\w.:-]*\d[\w.:-]*$/.test(body));
}

function wrapped({ name }: AnyResource, body: unknown): unknown[] {
  if (Array.isArray(body)) return body.length === 1 ? body : [];
  if (!isPlainObject(body)) return [];
  const names = [...wrappers, name.replace(/s$/, ''), name];
  const oneOf = (inner: unknown): unknown =>
    Array.isArray(inner) ? (inner.length === 1 ? inner[0] : undefined) : inner;
  const embedded = isPlainObject(body._embedded) ? Object.values(body._embedded) : [];
  return [...names.map((wrapper) => body[wrapper]), ...embedded].flatMap((inner) => {
    const one = oneOf(inner);
    return isPlainObject(one) ? [one, ...names.map((second) => oneOf(one[second]))] : [];
  });
}

/**
 * Names of the fields of an answer, to tell the user what came instead of the id; never their values.
 *
 * @param secrets what is known to be secret: a server may answer with it as a name
 */
export function fieldNames(body: unknown, secrets: Iterable<string> = []): string {
  if (Array.isArray(body)) return describingSays.array(body.length);
  if (!isPlainObject(body))
    return body === undefined || body === null ? describingSays.nothing : describingSays.scalar(typeof body);
  const known = [...secrets];
  const names = Object.keys(body).map((name) => maskName(name, known));
  return names.length === 0 ? describingSays.emptyObject : escapeText(names.slice(0, 12).join(', '), 200);
}

/** How far an operation is that an API answers with 202 and a `Location` to ask at. */
export function operationState(body: unknown): 'pending' | 'failed' | 'done' {
  if (!isPlainObject(body)) return 'done';
  if (body.done === false) return 'pending';
  const word = body.status ?? body.state ?? body.phase;
  if (typeof word !== 'string') return 'done';
  if (
    /^(pending|running|queued|accepted|processing|in[-_ ]?progress|started|waiting|not[-_ ]?started|submitted|scheduled|creating|provisioning|preparing|executing|initiali[sz]ing)$/i.test(
      word,
    )
  )
    return 'pending';
  return /^(failed|failure|error|errored|cancell?ed|aborted|rejected)$/i.test(word) ? 'failed' : 'done';
}

/** The record that an operation made: inside its result, because the operation has an id of its own. */
export function operationResult(resource: AnyResource, body: unknown): Answered | undefined {
  for (const inner of wrapped(resource, body)) {
    const found = isPlainObject(inner) ? recordIn(resource, inner) : undefined;
    if (found !== undefined) return found;
  }
  const isOperation =
    isPlainObject(body) && ['status', 'state', 'phase', 'done'].some((name) => name in body);
  return isOperation && !showsKey(resource.key, body) ? undefined : recordIn(resource, body);
}

/**
 * What is at a path of names in an answer's body, or what a function makes of the answer. A function that loses its way in another answer
 * than it was written for, such as `body.links.next.href` on the last page, finds nothing there.
 */
export function inShape(shape: Shape, answer: Answer): unknown {
  if (typeof shape !== 'function') return shape === '' ? answer.body : valueAt(answer.body, shape);
  try {
    return shape(answer);
  } catch {
    return undefined;
  }
}

const mostWords = 200;

/** What a function throws for this answer: for an error that tells what was missed there. Undefined if it is none, or throws nothing. */
export function thrownBy(shape: Shape | undefined, answer: Answer): string | undefined {
  if (typeof shape !== 'function') return undefined;
  try {
    shape(answer);
    return undefined;
  } catch (error) {
    return escapeText(messageOf(error), mostWords);
  }
}

/** The record there, if it has an id that can be used; undefined also if nothing says where it is. */
export function recordInShape(
  shape: Shape | undefined,
  answer: Answer,
  idName: string,
  resource: Pick<AnyResource, 'key'>,
): Answered | undefined {
  if (shape === undefined) return undefined;
  const record = inShape(shape, answer);
  return isPlainObject(record) ? withIdNamed(idName, unfolded(resource, record)) : undefined;
}
