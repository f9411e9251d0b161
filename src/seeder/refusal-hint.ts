import { isReservedDomain } from '../factory/unique.ts';
import { generatingSays } from '../messages/generating.ts';

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
    return generatingSays.setEmailDomain(domain);
  if (aboutTime.test(reason) && values.some((value) => /^\d{4}-\d\d-\d\d/.test(value)))
    return generatingSays.setReferenceDate;
  if (aboutPhone.test(reason) && values.some((value) => /^[+(]?\d[\d ().-]{6,}$/.test(value)))
    return generatingSays.setPhones;
  return undefined;
}

/** Every text in a body, some levels deep; dates as JSON spells them. */
function texts(value: unknown, level = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Date) return [value.toISOString()];
  if (typeof value !== 'object' || value === null || level > 4) return [];
  return Object.values(value).flatMap((inner) => texts(inner, level + 1));
}
