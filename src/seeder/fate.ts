import { HttpError, reasonOf } from '../errors.ts';
import { isReservedDomain } from '../factory/unique.ts';
import { isDuplicate as saysDuplicate } from '../http/failure.ts';
import { buildingSays } from '../messages/building.ts';
import type { Draft } from './build.ts';

/** What came of one create request. */
export type Came =
  /** The record that was sent. */
  | 'record'
  /** An answer that is another record's, or no record: it says nothing of the one that was sent. */
  | 'nothing'
  /** The record will be made later (202), and is not there yet. */
  | 'accepted'
  /** Surely refused, because such a record exists. */
  | 'duplicate'
  /** Surely refused, for another reason. */
  | 'refused'
  /** No usable answer: the server may have made the record. */
  | 'unknown';

/** What the decision depends on besides the answer. */
export interface Circumstances {
  /** Earlier requests for this very record, 0 for the first. */
  readonly attempt: number;
  /** True if this attempt is the last that may be made. */
  readonly last: boolean;
  /** True if a second request cannot make a second record. */
  readonly repeatable: boolean;
  /** The natural key carries the dataset's namespace: nobody else's record can have it. */
  readonly ours: boolean;
  readonly onDuplicate: 'adopt-or-next' | 'adopt' | 'next' | 'reject';
}

/** What to do now. `search`: look for the record, because it may or must be there; `certain` if the API said that it is. */
export type Next =
  | { readonly do: 'take' }
  | { readonly do: 'search'; readonly certain: boolean }
  | { readonly do: 'send' }
  | { readonly do: 'reject' };

/** After a request: the one place that knows. Pure. */
export function afterRequest(came: Came, circumstances: Circumstances): Next {
  const { attempt, last, repeatable, ours, onDuplicate } = circumstances;
  switch (came) {
    case 'record':
      return { do: 'take' };
    case 'refused':
      return { do: 'reject' };
    case 'duplicate': {
      // Our own earlier attempt made it, or only we can have: a list that does not show it yet will.
      const mayTake = onDuplicate === 'adopt' || (onDuplicate === 'adopt-or-next' && ours);
      return attempt > 0 || mayTake ? { do: 'search', certain: ours } : { do: 'reject' };
    }
    case 'accepted':
      // A second request would make a second record, so it is not sent again, even if a search finds nothing.
      return { do: 'search', certain: true };
    case 'nothing':
    case 'unknown':
      // A request that can be repeated without harm is repeated: whether the record is there matters only at the end.
      return repeatable && !last ? { do: 'send' } : { do: 'search', certain: false };
  }
}

/** After a search. `unclear`: it could not be made, or "none" is no proof. `impossible`: the resource cannot be searched. Pure. */
export function afterSearch(
  found: 'found' | 'none' | 'unclear' | 'impossible',
  came: Came,
  { attempt, last }: Pick<Circumstances, 'attempt' | 'last'>,
): 'adopt' | 'send' | 'reject' | 'give up' {
  if (found === 'found') return 'adopt';
  if (came === 'accepted') return 'give up';
  const surelyRefused = came === 'duplicate';
  if (found === 'none') return surelyRefused || last ? 'reject' : 'send';
  // Refused at the first attempt: this record was not made, even if one is there.
  return surelyRefused && attempt === 0 && found === 'impossible' ? 'reject' : 'give up';
}

/** What a failed create request came to. */
export function cameOf(error: unknown): Exclude<Came, 'record'> {
  if (error instanceof HttpError && error.kind === 'no-id')
    return error.status === 202 ? 'accepted' : 'nothing';
  if (mayHaveCommitted(error)) return 'unknown';
  return saysDuplicate(error as HttpError) ? 'duplicate' : 'refused';
}

/** True if the server may have acted although no usable answer came: also if a request was cut off by an abort. */
export function mayHaveCommitted(error: unknown): boolean {
  return !(error instanceof HttpError) || error.committed === 'unknown';
}

/**
 * True if a duplicate was refused because of another field than the key, by the words of the API: `title: has already been taken`,
 * `UNIQUE constraint failed: posts.title`.
 *
 * @param draft what is sent; a field that has the key's value under another name is the key, too
 * @param key names of the key's fields
 */
export function isAboutOther(
  error: unknown,
  { body, attributes }: Pick<Draft, 'body' | 'attributes'>,
  key: readonly string[],
): boolean {
  if (!(error instanceof HttpError)) return false;
  const words = error.why.toLowerCase();
  const told = new Set(words.match(/[\p{L}\p{N}]+/gu));
  // `first_name` is told by "First name" and by `users_first_name_key`.
  const isTold = (name: string): boolean =>
    name
      .toLowerCase()
      .split('_')
      .every((part) => told.has(part));
  const values = key.map((name) => attributes[name]);
  const isKey = (name: string): boolean => key.includes(name) || values.includes(body[name]);
  const isValueTold = values.some(
    (value) => typeof value === 'string' && words.includes(value.toLowerCase()),
  );
  const names = Object.keys(body).filter(isTold);
  return names.length > 0 && !names.some(isKey) && !key.some(isTold) && !isValueTold;
}

/** Why a record was not made, and which setting changes the value that was refused, if one does. */
export function whyNotMade(end: { readonly error: unknown; readonly came: Came }, body: unknown): string {
  const reason = reasonOf(end.error);
  const hint = end.came === 'refused' ? refusalHint(reason, body) : undefined;
  return hint === undefined ? reason : `${reason} (${hint})`;
}

/** What makes an API refuse generated values, in its words, and what they are about. English and French. */
const aboutEmail = /e-?mail|courriel|domain/i;
const aboutPhone = /phone|mobile|t[ée]l[ée]phone|portable/i;
const aboutTime =
  /\b(in|to) the (past|future)\b|expired?\b|must be (a )?(date )?after|dans le pass[ée]|dans le futur|post[ée]rieur/i;

/**
 * The setting that changes what an API has refused, ready to stand behind its words; undefined if it says nothing of a generated value.
 *
 * @param reason the API's words, with its status
 * @param body what was sent
 */
export function refusalHint(reason: string, body: unknown): string | undefined {
  const values = texts(body);
  const domain = values
    .map((value) => /^[^@\s]+@(?:[a-z0-9-]+\.)?([a-z0-9.-]+)$/i.exec(value)?.[1])
    .find((found) => found);
  if (aboutEmail.test(reason) && domain !== undefined && isReservedDomain(domain))
    return buildingSays.setEmailDomain(domain);
  if (aboutTime.test(reason) && values.some((value) => /^\d{4}-\d\d-\d\d/.test(value)))
    return buildingSays.setReferenceDate;
  if (aboutPhone.test(reason) && values.some((value) => /^[+(]?\d[\d ().-]{6,}$/.test(value)))
    return buildingSays.setPhones;
  return undefined;
}

/** Every text in a body, some levels deep; dates as JSON spells them. */
function texts(value: unknown, level = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Date) return [value.toISOString()];
  if (typeof value !== 'object' || value === null || level > 4) return [];
  return Object.values(value).flatMap((inner) => texts(inner, level + 1));
}
