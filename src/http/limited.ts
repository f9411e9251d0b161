import { SeedbedError } from '../errors.ts';
import { show } from '../lib/check.ts';
import { describingSays } from '../messages/describing.ts';
import { failuresSay } from '../messages/failures.ts';
import type { ApiResponse } from './api-client.ts';

/** What a configuration says of an answer: whether it is a refusal for the rate, or for how many seconds it is one. */
export type Limited = (answer: ApiResponse) => boolean | number | undefined;

/** An answer as it is meant: a 429 if the configuration takes it for one, whatever status it came with. */
export function asLimited(answer: ApiResponse, limited: Limited): ApiResponse {
  const said = ask(answer, limited);
  if (said === false || said === undefined) return answer;
  const { status, headers } = answer;
  return {
    ...answer,
    status: 429,
    statusText: status === 429 ? answer.statusText : failuresSay.takenForLimit(status),
    // Nothing to wait for: the usual waits.
    headers: typeof said === 'number' ? { ...headers, 'retry-after': said.toFixed(3) } : headers,
  };
}

function ask(answer: ApiResponse, limited: Limited): boolean | number | undefined {
  let said: unknown;
  try {
    said = limited(answer);
  } catch (error) {
    throw wrong(describingSays.limitedThrew(answer.status, show(String(error))), error);
  }
  if (said === undefined || said === null) return undefined;
  if (typeof said === 'boolean') return said;
  if (typeof said === 'number' && said >= 0 && said < Number.POSITIVE_INFINITY) return said;
  throw wrong(describingSays.limitedReturned(answer.status, show(said)));
}

function wrong(told: string, cause?: unknown): SeedbedError {
  return new SeedbedError('SEEDBED_CONFIG', told, { cause });
}
