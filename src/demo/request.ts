import { getDotPath, type InferIssue, safeParse } from 'valibot';
import { isSecretName } from '../lib/redact.ts';
import { Refusal } from './refusal.ts';
import type { Schema } from './schemas.ts';
import type { Slice } from './store/users.ts';

/** Largest body the API reads, in bytes; more: 413. */
export const bodyMaximum = 1_048_576;

const tooLarge = (): Refusal => new Refusal(413, `Expected a body of at most ${bodyMaximum} bytes.`);

/** The request's text. Refuses with 413 before reading more than {@link bodyMaximum}. */
export async function readText(request: Request): Promise<string> {
  const announced = request.headers.get('content-length');
  if (announced !== null) {
    if (Number(announced) > bodyMaximum) throw tooLarge();
    return request.text(); // the HTTP parser holds the client to its word
  }
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > bodyMaximum) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Refuses with 400 if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(
      400,
      text === '' ? 'Expected a JSON body, got none.' : 'Expected a JSON body: it cannot be parsed.',
    );
  }
}

/** The body as the schema makes it. Refuses with 422, naming each field that does not fit and never a secret's value. */
export function checkBody<T>(schema: Schema<T>, body: unknown): T {
  const result = safeParse(schema, body);
  if (result.success) return result.output;
  throw new Refusal(422, result.issues.map(describe).join(' '));
}

function describe(issue: InferIssue<Schema>): string {
  const field = getDotPath(issue);
  if (field === null) return `Body: ${issue.message}.`;
  if (issue.received === 'undefined') return `${field}: required.`;
  if (isSecretName(field))
    return `${field}: Invalid ${issue.type}: Expected ${issue.expected ?? 'another value'}.`;
  return `${field}: ${issue.message}.`;
}

/** The `{id}` of a path. What cannot be an id is simply not there: 404. */
export function parseId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Refusal(404, `Not found: "${text}" is not an id.`);
  return Number(text);
}

/** Page size if only `page` is given, and the largest one. */
export const pageSize: { readonly usual: number; readonly most: number } = { usual: 100, most: 1000 };

/** `?page=2&per_page=50`; without both, everything. Refuses with 422. */
export function parseSlice(page: string | undefined, perPage: string | undefined): Slice {
  if (page === undefined && perPage === undefined) return { limit: -1, offset: 0 };
  const limit = wholeNumber('per_page', perPage ?? String(pageSize.usual), pageSize.most);
  return { limit, offset: (wholeNumber('page', page ?? '1', 1_000_000_000) - 1) * limit };
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most)
    throw new Refusal(422, `${name}: Expected a whole number from 1 to ${most}.`);
  return value;
}
