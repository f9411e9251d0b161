import { AsyncResource } from 'node:async_hooks';
import { test as base } from '@playwright/test';
import { isLong } from '../host/say-waits.ts';
import { onWait, type Wait } from '../lib/progress.ts';
import { runnersSay } from '../messages/runners.ts';

/** Shows in the report what a test's data waits for: one step for each reason that is noticed, until the work is done. */
export async function withWaitSteps<T>(work: () => Promise<T>): Promise<T> {
  const shown = new Set<Wait['for']>();
  const asked = work();
  const settled = asked.then(
    () => undefined,
    () => undefined,
  );
  let done = false;
  // A wait is told by a socket or a timer of whoever came first: the step belongs to the test that is under way here.
  const show = AsyncResource.bind((wait: Wait): void => {
    if (done || shown.has(wait.for)) return;
    shown.add(wait.for);
    void base.step(titleOf(wait), () => settled);
  });
  const unhear = onWait((wait) => void isLong(wait).then((long) => long && show(wait)));
  try {
    return await asked;
  } finally {
    done = true;
    unhear();
  }
}

function titleOf(wait: Wait): string {
  switch (wait.for) {
    case 'limit':
      return runnersSay.waitsForLimit;
    case 'down':
      return runnersSay.waitsForApi;
    case 'login':
      return runnersSay.waitsForLogin;
    case 'dead runs':
      return runnersSay.waitsForDeadRuns(wait.records);
    case 'coordinator':
      return wait.says;
  }
}
