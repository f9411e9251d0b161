import { HttpError, type HttpFailureKind, type SeedbedErrorCode } from '../errors.ts';
import { type BaseUrl, shownUrl, splitQuery } from '../lib/base-url.ts';
import { escapeJson, escapeLines, escapeText } from '../lib/escape.ts';
import { isSecretName, MASK, maskAddresses, maskSecrets, redact, secretTexts } from '../lib/redact.ts';
import type { ApiRequest, ApiResponse } from './api-client.ts';
import { serverWords } from './server-words.ts';

const shownBytes = 2048;
const shownWords = 200;

/** What {@link failure} needs besides the request. */
export interface Failed {
  readonly kind: HttpFailureKind;
  /** May quote the server: secrets are masked here. */
  readonly why: string;
  readonly committed: 'no' | 'unknown';
  readonly durationMs: number;
  readonly status?: number | undefined;
  /** The whole answer, text or JSON. Never part of one: half of a secret would not be recognised. */
  readonly body?: unknown;
  readonly cause?: unknown;
}

/** The only place where an error about a request is made, so that no secret of the request can get into one. */
export function failure(base: BaseUrl, request: ApiRequest, failed: Failed): HttpError {
  const secrets = secretsOf(request);
  const { kind, committed, durationMs, status, cause } = failed;
  const body =
    failed.body === undefined || request.secretAnswer === true
      ? undefined
      : shownBody(failed.body, secrets, request.secretNames);
  const url = escapeText(redact(shownUrl(base, request), secrets));
  const details = { kind, method: request.method, url, status, attempts: 1, durationMs, body, committed };
  return new HttpError(oneLine(redact(failed.why, secrets)), details, cause === undefined ? {} : { cause });
}

/** An answer that is a failure: its status, and what the server says about it. */
export function statusFailure(
  base: BaseUrl,
  request: ApiRequest,
  answer: ApiResponse,
  durationMs: number,
): HttpError {
  const { status, body } = answer;
  const committed = committedBy(status, request.method);
  const why = statusAndWords(answer, request);
  return byItsWords(failure(base, request, { kind: 'status', why, committed, durationMs, status, body }));
}

/** What an answer says, in the form of an error's `why`: `422 Unprocessable Entity: email: has already been taken`. Safe to show. */
export function answerWhy(answer: ApiResponse, request: ApiRequest): string {
  return oneLine(redact(statusAndWords(answer, request), secretsOf(request)));
}

/** A status with the server's words for it, which may repeat what was sent. Safe to show. */
export function statusLine({ status, statusText = '' }: ApiResponse, request: ApiRequest): string {
  return oneLine(redact(`${status} ${statusText}`.trim(), secretsOf(request)));
}

/** The server's own words in a part of its answer, without a status; empty if it says none. Safe to show. */
export function wordsWhy(part: unknown, request: ApiRequest): string {
  return oneLine(redact(serverWords(part, request.secretNames) ?? '', secretsOf(request)));
}

function statusAndWords({ status, statusText, body }: ApiResponse, request: ApiRequest): string {
  const words = status < 300 ? undefined : serverWords(body, request.secretNames);
  const line = `${status} ${statusText ?? ''}`.trim();
  if (words === undefined || [line, statusText].some((same) => same?.toLowerCase() === words.toLowerCase()))
    return line;
  return `${line}: ${request.secretAnswer === true ? words.replace(tokenLike, MASK) : words}`;
}

/** Long, and of a token's characters: hardly a word of any language. */
const tokenLike = /(?=[\w.~+/=-]*\d)[\w.~+/=-]{12,}|[\w.~+/=-]{24,}/g;

/** The same failure, told for the whole request: all its attempts, all its time, and what to do about it. */
export function retold(
  error: HttpError,
  whole: {
    attempts: number;
    durationMs: number;
    committed?: 'no' | 'unknown';
    code?: SeedbedErrorCode;
    remedy?: string;
  },
): HttpError {
  const { attempts, durationMs, committed = error.committed, code = error.code, remedy } = whole;
  const { cause } = error;
  return new HttpError(
    error.why,
    { ...error.details, attempts, durationMs, committed },
    {
      code,
      ...(remedy !== undefined && { remedy }),
      ...(cause !== undefined && { cause }),
    },
  );
}

/** The same failure, if something that was sent before it may have been carried out. */
export function mayHaveActed(error: HttpError): HttpError {
  return withCommitted(error, 'unknown');
}

/** The same failure. What a database refused as a duplicate was not stored, whatever the status. */
export function byItsWords(error: HttpError): HttpError {
  return isDuplicate(error) ? withCommitted(error, 'no') : error;
}

function withCommitted(error: HttpError, committed: HttpError['committed']): HttpError {
  if (error.committed === committed) return error;
  const { why, details, code, message, cause } = error;
  return new HttpError(
    why,
    { ...details, committed },
    { code, message, ...(cause !== undefined && { cause }) },
  );
}

/**
 * Whether a server that answers with this status may have acted. Gateways send 503 after a commit too, proxies 408, and servers redirect
 * to the page of what they made.
 */
export function committedBy(status: number, method: ApiRequest['method']): 'no' | 'unknown' {
  if (status >= 300 && status < 400) return method === 'GET' ? 'no' : 'unknown';
  return status >= 400 && status < 500 && status !== 408 ? 'no' : 'unknown';
}

function shownBody(body: unknown, secrets: Set<string>, secretNames: readonly string[] | undefined): string {
  const bytes = Buffer.from(
    typeof body === 'string'
      ? escapeLines(maskAddresses(redact(body, secrets)))
      : escapeJson(redact(JSON.stringify(maskSecrets(body, secretNames)) ?? '', secrets)),
  );
  if (bytes.length <= shownBytes) return bytes.toString();
  // A character cut in two decodes to U+FFFD.
  return `${bytes
    .subarray(0, shownBytes - 3)
    .toString()
    .replace(/\uFFFD$/, '')}…`;
}

/** Line breaks and indents are no more than spaces; whatever else would command a terminal or hide is spelled out. */
function oneLine(text: string): string {
  return escapeText(
    maskAddresses(text)
      .replace(/(?:\r\n|[ \t\n])+/g, ' ')
      .trim(),
    shownWords,
  );
}

/** Words of a refusal because such a record exists. */
export const ofDuplicate: RegExp =
  /duplicate|already (exists|(been )?(taken|used|registered)|being used|in use)|(must|has to|should) be unique|not unique|unique constraint|existe déjà|déjà (pris|utilis)/i;

/** What databases say of it. */
const ofDatabase = /unique constraint|duplicate (key|entry)|unique key constraint|E11000/i;

/**
 * True if a create was refused because such a record exists. APIs say so with 400, 403, 409 or 422, or let their database speak: 500. The
 * words that a function of a description has thrown have no status.
 */
export function isDuplicate({ status, method, kind, why, body = '' }: HttpError): boolean {
  if (status === undefined) return kind === 'status' && method === 'POST' && ofDuplicate.test(why);
  if (status === 409 && method === 'POST') return true;
  if (status === 500) return method !== 'GET' && method !== 'DELETE' && ofDatabase.test(body);
  return [400, 403, 409, 422].includes(status) && ofDuplicate.test(body);
}

/** Every value in a request that must not be shown if the server echoes it. Called only on the way to an error. */
export function secretsOf({ headers = {}, path, body, secretNames = [] }: ApiRequest): Set<string> {
  const found = secretTexts(body, secretNames);
  const isSecret = (name: string): boolean => isSecretName(name) || secretNames.includes(name);
  for (const [name, value] of Object.entries(headers)) if (isSecret(name)) addHeader(found, value);
  for (const [name, value] of new URLSearchParams(splitQuery(path)[1])) if (isSecret(name)) found.add(value);
  return found;
}

/** The whole value, and what stands inside it: a token after its scheme, a user and password in base64, each cookie. */
function addHeader(found: Set<string>, value: string): void {
  found.add(value);
  const [, scheme, credentials] = /^(\S+)\s+(\S.*)$/.exec(value) ?? [];
  if (credentials !== undefined) found.add(credentials);
  if (credentials !== undefined && scheme?.toLowerCase() === 'basic') {
    const pair = Buffer.from(credentials, 'base64').toString();
    found.add(pair).add(pair.slice(pair.indexOf(':') + 1));
  }
  for (const pair of value.split(/;\s*/))
    if (pair.includes('=')) found.add(pair.slice(pair.indexOf('=') + 1));
}
