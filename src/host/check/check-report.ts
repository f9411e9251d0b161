import { fieldNames, otherSpelling } from '../../api/answers.ts';
import { reasonOf } from '../../errors.ts';
import { type AnyResource, showsKey } from '../../factory/resource.ts';
import type { Seen } from '../../http/request-watch.ts';
import { isPlainObject } from '../../lib/check.ts';
import { escapeText } from '../../lib/escape.ts';
import { maskName, secretTexts } from '../../lib/redact.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import type { Reply } from '../../seeder/judge.ts';
import type { CheckBench } from './check-bench.ts';

/** The steps of a check, in the order in which they are shown. */
export const checkSteps = [
  'create',
  'read',
  'list',
  'find',
  'duplicate',
  'idempotency',
  'createMany',
  'removeMany',
  'remove',
  'gone',
  'left',
] as const;

export type CheckStep = (typeof checkSteps)[number];

/** What one step came to. */
export interface StepResult {
  readonly state: 'ok' | 'failed' | 'untried';
  /** What came, or what was recognised without a setting. Short, escaped and without secrets; may be empty. */
  readonly note: string;
}

/** Nothing was tried yet. */
export function noSteps(): Record<CheckStep, StepResult> {
  const steps = checkSteps.map((step) => [step, untried('')]);
  return Object.fromEntries(steps) as Record<CheckStep, StepResult>;
}

export function untried(note: string): StepResult {
  return { state: 'untried', note };
}

/** The result of a check for one resource. */
export interface ResourceReport {
  readonly resource: string;
  readonly steps: Readonly<Record<CheckStep, StepResult>>;
  /** What to write in the definition of the resource, one line; undefined: nothing. */
  readonly line: string | undefined;
  /** False if a part of the line was not tried, because it could have removed more than the one record. */
  readonly isLineProved: boolean;
  readonly requests: number;
}

export interface CheckReport {
  readonly resources: readonly ResourceReport[];
  /** Records that could not be removed. They are in the ledger, for `seedbed sweep`. */
  readonly left: number;
  readonly run: string;
}

/** Everything fits. */
export function isProved({ resources, left }: CheckReport): boolean {
  const failed = resources.some(({ steps }) => Object.values(steps).some(({ state }) => state === 'failed'));
  return !failed && left === 0;
}

const longest = 120;

/** The answer to a create that was not understood. If it was a success, only the names of its fields, never their values. */
export function cameOf({ reply, seen }: { readonly reply: Reply; readonly seen: Seen | undefined }): string {
  const answer = seen?.answer;
  if (answer !== undefined && answer.status < 300) {
    const { body } = answer;
    const inner = isPlainObject(body)
      ? Object.entries(body).find(([, value]) => isPlainObject(value))
      : undefined;
    const sent = secretTexts(seen?.request.body);
    const fields = fieldNames(body, sent);
    const told =
      inner === undefined
        ? apiCheckSays.answered(answer.status, fields)
        : apiCheckSays.answeredInside(
            answer.status,
            fields,
            escapeText(maskName(inner[0], sent), 40),
            fieldNames(inner[1], sent),
          );
    return escapeText(told, longest);
  }
  return 'error' in reply ? whyOf(reply.error) : apiCheckSays.otherRecord;
}

/** Why a request failed, masked already by who made the error. */
export function whyOf(error: unknown): string {
  return escapeText(reasonOf(error), longest);
}

/** Where the record was recognised without a setting. Empty if there is nothing to say. */
export function shapeNote(bench: CheckBench, resource: AnyResource, seen: Seen | undefined): string {
  const answer = seen?.answer;
  const { one, idName } = bench.describe(resource);
  if (answer === undefined || one !== undefined) return '';
  const { body } = answer;
  if (isPlainObject(body) && idName in body) return '';
  const spelled =
    isPlainObject(body) && showsKey(resource.key, body) ? otherSpelling(idName, body) : undefined;
  if (spelled !== undefined) return apiCheckSays.idNamed(escapeText(spelled, 40));
  if (isPlainObject(body)) {
    const wrapper = Object.keys(body).find((name) => typeof body[name] === 'object' && body[name] !== null);
    if (wrapper !== undefined) return apiCheckSays.recordIn(escapeText(maskName(wrapper), 40));
  }
  if (Array.isArray(body)) return apiCheckSays.recordInList;
  if (answer.headers.location !== undefined) return apiCheckSays.idInLocation;
  return body === undefined || body === null ? '' : apiCheckSays.bareId;
}

/** Where a list was recognised without a setting. */
export function listNote(bench: CheckBench, resource: AnyResource, seen: Seen | undefined): string {
  const { list } = bench.describe(resource);
  const body = seen?.answer?.body;
  if (typeof list === 'function' || list.items !== undefined || !isPlainObject(body)) return '';
  const name = Object.keys(body).find((key) => Array.isArray(body[key]));
  return name === undefined ? '' : apiCheckSays.recordsIn(escapeText(maskName(name), 40));
}
