import { STATUS_CODES } from 'node:http';
import { isPlainObject } from '../lib/check.ts';
import { isSecretName, MASK } from '../lib/redact.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Lists and maps of what is wrong, field by field. More telling than the message beside them. All names here are in their plain form. */
const errorLists = [
  'errors', 'issues', 'violations', 'fieldviolations', 'fielderrors', 'validationerrors', 'invalidparams', 'suberrors', 'errorcauses', 'modelstate', 'problems',
]; // biome-ignore format: a list
/** Names of fields that hold a text, the most telling first. */
const textNames = [
  'message', 'messages', 'msg', 'detail', 'errordescription', 'errormessage', 'errormessages', 'errorsummary', 'hydra:description', 'description', 'error', 'title', 'reason', 'text', 'faultstring',
]; // biome-ignore format: a list
/** The same in one item of a list. A `value` or `input` is never read: it is what was sent. */
const itemTextNames = [...textNames, 'defaultmessage', 'constraints', 'code'];
/** How an item names its field: FastAPI `loc`, zod `path`, Spring `field`, Symfony `propertyPath`, ajv `instancePath`, RFC 9457 `pointer`. */
const fieldNames = [
  'field', 'loc', 'path', 'propertypath', 'property', 'attribute', 'attr', 'param', 'instancepath', 'pointer', 'target',
]; // biome-ignore format: a list
/** Names for "the record as a whole": Django, Rails, marshmallow, zod. */
const wholeRecord = /^(non_?field_?errors|__all__|base|_schema|_errors|root|form_?errors|\*)$/i;

/** What only says that fields follow: Symfony's `children`, zod's `properties`. */
const aroundFields = /^(children|properties)$/;

const mostItems = 20;
const mostLevels = 6;
/** What surrounds an error is small and not deep; more may be a record. */
const mostAround = 5;
const mostLevelsAround = 2;

/**
 * What the server says went wrong, in the shapes that JSON APIs use for it: `email: has already been taken; age: must be positive`.
 * Undefined if it says nothing readable. As the server wrote it: it must be escaped before it is shown.
 *
 * @param secretNames names of secret fields that do not sound like it
 */
export function serverWords(body: unknown, secretNames: readonly string[] = []): string | undefined {
  // A longer text is a page or a stack.
  if (typeof body === 'string') return /^[^<\n]{1,200}$/.test(body.trim()) ? body.trim() : undefined;
  const said = new Set(ofValue(body, '', 0).map((words) => sentence(words, secretNames)));
  return said.size === 0 ? undefined : [...said].slice(0, mostItems).join('; ');
}

interface Words {
  /** Empty: about the whole record. */
  readonly field: string;
  readonly text: string;
}

function sentence({ field, text }: Words, secretNames: readonly string[]): string {
  if (field === '') return text;
  const last = field.split('.').at(-1) as string;
  const isSecret = isSecretName(field) || secretNames.includes(last);
  // "must have 12 characters" is about the secret; a word or two may be the secret.
  const isTelling = text.split(/\s+/).length > 2;
  return `${field}: ${isSecret && !isTelling ? MASK : text}`;
}

function ofValue(value: unknown, field: string, level: number): Words[] {
  if (level > mostLevels) return [];
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ field, text: value.trim() }];
  if (Array.isArray(value))
    return value.slice(0, mostItems).flatMap((item) => ofItem(item, field, level + 1));
  return isPlainObject(value) ? ofObject(value, field, textNames, level + 1) : [];
}

/** One item of a list: it may name its field itself. */
function ofItem(item: unknown, field: string, level: number): Words[] {
  if (!isPlainObject(item)) return ofValue(item, field, level);
  return ofObject(item, fieldOf(item) ?? field, itemTextNames, level);
}

function ofObject(own: Fields, field: string, names: readonly string[], level: number): Words[] {
  const object = withPlainNames(own);
  for (const name of errorLists) {
    const found = ofErrors(object[name], field, level);
    if (found.length > 0) return found;
  }
  // `details` and `data` may hold anything: only what names fields counts.
  for (const name of ['details', 'data']) {
    const found = ofValue(typeof object[name] === 'object' ? strictly(object[name]) : '', field, level);
    if (found.some((words) => words.field !== '')) return found;
  }
  const perField = ofFieldLists(own, field, level);
  if (perField.length > 0) return perField;
  let status: Words[] = [];
  for (const name of names) {
    const inner = object[name];
    const isMap = name === 'constraints' && isPlainObject(inner);
    const isOData = name === 'message' && isPlainObject(inner) && 'lang' in inner;
    const found = ofValue(isMap ? Object.values(inner) : isOData ? inner.value : inner, field, level);
    const isTelling = found.some((words) => !isStatus(words.text));
    if (isTelling) return found;
    if (status.length === 0) status = found;
  }
  if (status.length > 0) return status;
  const texts = isSentences(own) ? own : isSentences(object.data) ? object.data : undefined;
  return texts === undefined ? ofInner(own, field, level) : ofErrors(texts, field, level);
}

const statuses = new Set(Object.values(STATUS_CODES).map((text) => text?.toLowerCase()));

/** True for a status in words, which tells nothing more: `Bad Request`, `400 Bad Request`. */
function isStatus(text: string): boolean {
  return statuses.has(text.replace(/^\d{3}\s+/, '').toLowerCase());
}

/** `fieldErrors`, `field_errors` and `FieldErrors` are one name: `fielderrors`. */
function plainName(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}

function withPlainNames(object: Fields): Fields {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [plainName(name), value]));
}

/** A map of field → text, if it has a sentence: a record's values hardly are. */
function isSentences(value: unknown): value is Fields {
  if (!isPlainObject(value)) return false;
  const texts = Object.values(value);
  return (
    texts.every((text) => typeof text === 'string') &&
    texts.some((text) => text.trim().split(/\s+/).length > 2)
  );
}

/** `{ "apierror": { "message": "…" } }`: an envelope of a name that nobody knows. */
function ofInner(object: Fields, field: string, level: number): Words[] {
  const inner = Object.entries(object).filter(([name, value]) => name !== 'data' && isPlainObject(value));
  if (level > mostLevelsAround || inner.length > mostAround) return [];
  return inner.map(([, value]) => ofValue(value, field, level)).find((found) => found.length > 0) ?? [];
}

/** `errors`: a list, or a map of field → text, list, or `{ message }`. */
function ofErrors(errors: unknown, field: string, level: number): Words[] {
  if (level > mostLevels || !isPlainObject(errors)) return ofValue(errors, field, level);
  return Object.entries(errors)
    .slice(0, mostItems)
    .flatMap(([name, value]) => {
      const inner = isPlainObject(value) && aroundFields.test(name) ? field : join(field, name);
      const found = ofValue(value, inner, level);
      return found.length > 0 || !isPlainObject(value) ? found : ofErrors(value, inner, level + 1);
    });
}

/** Django's `{ "email": ["…"], "profile": { "age": ["…"] } }`: everything in it is a list of texts, or a map of such. */
function ofFieldLists(object: Fields, field: string, level: number): Words[] {
  const entries = Object.entries(object).slice(0, mostItems);
  const known = [...itemTextNames, ...errorLists];
  const isOne = entries.some(([name]) => !known.includes(plainName(name)) || name === 'title');
  return isOne && holdOf(object, level) === 'texts' ? ofErrors(object, field, level) : [];
}

/** What a map of lists holds: nothing but texts, in lists or as the `message` of an item; nothing at all; or something else. */
function holdOf(value: unknown, level: number): 'texts' | 'nothing' | 'else' {
  if (typeof value !== 'object' || value === null || level > mostLevels) return 'else';
  const isText = (item: unknown): boolean =>
    Array.isArray(value) &&
    (typeof item === 'string' || (isPlainObject(item) && typeof item.message === 'string'));
  const held = Object.values(value).map((item) => (isText(item) ? 'texts' : holdOf(item, level + 1)));
  if (held.includes('else')) return 'else';
  return held.includes('texts') ? 'texts' : 'nothing';
}

/** In a map, the fields that have a message of their own: PocketBase's `{ "email": { "code": "…", "message": "…" } }`. */
function strictly(value: unknown): unknown {
  if (!isPlainObject(value) || errorLists.some((name) => name in withPlainNames(value))) return value;
  const told = Object.entries(value).filter(
    ([, inner]) => isPlainObject(inner) && typeof inner.message === 'string',
  );
  return told.length === 0 ? undefined : { errors: Object.fromEntries(told) };
}

function fieldOf(own: Fields): string | undefined {
  const item = withPlainNames(own);
  const { source, name, reason } = item;
  const named = fieldNames.map((each) => item[each]).find((each) => each !== undefined && each !== null);
  const field = named ?? (isPlainObject(source) ? source.pointer : undefined);
  if (typeof field === 'string' || Array.isArray(field)) return cleaned(field);
  // RFC 7807's own example: `{ "name": "age", "reason": "must be positive" }`.
  return typeof name === 'string' && typeof reason === 'string' ? name : undefined;
}

/** `['body', 'address', 0, 'city']`, `#/address/0/city`, `/data/attributes/city` → `address.0.city`, `city`. */
function cleaned(field: string | readonly unknown[]): string {
  const parts = (typeof field === 'string' ? field.replace(/^#/, '').split(/[/.]/) : field)
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .map(String)
    .filter((part) => part !== '');
  const path = parts.join('.').replace(/^data\.(attributes|relationships)\./, '');
  return join('', path.replace(/^(body|query|path|header|cookie|params)(\.|$)/, ''));
}

function join(field: string, name: string): string {
  if (wholeRecord.test(name)) return field;
  return field === '' || name === '' ? field + name : `${field}.${name}`;
}
