/** The steps of a check, in the order in which they are shown. */
export const checkSteps = ['create', 'read', 'list', 'find', 'duplicate', 'remove', 'gone', 'left'] as const;

export type CheckStep = (typeof checkSteps)[number];

/** What one step came to. */
export interface StepResult {
  readonly state: 'ok' | 'failed' | 'untried';
  /** What came, or what was recognised without being told. No secret, escaped, short; may be empty. */
  readonly note: string;
}

/** Nothing was tried yet. */
export function noSteps(): Record<CheckStep, StepResult> {
  const steps = checkSteps.map((step) => [step, { state: 'untried', note: '' }]);
  return Object.fromEntries(steps) as Record<CheckStep, StepResult>;
}

/** What a check came to for one resource. */
export interface ResourceReport {
  readonly resource: string;
  readonly steps: Readonly<Record<CheckStep, StepResult>>;
  /** What to write in the definition of the resource, one line; undefined: nothing. */
  readonly line: string | undefined;
  /** False if a part of the line was not tried, for it could have removed more than the one record. */
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
