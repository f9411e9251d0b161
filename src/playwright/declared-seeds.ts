import type { FullConfig, Suite, TestCase } from '@playwright/test/reporter';
import { parseRecordName } from '../dataset/record-list.ts';
import { foreseenFiles, type SeedPlace } from '../host/datasets/dataset-key.ts';
import type { Host } from '../host/host.ts';
import { asInForce, seedInForce, usesAreNoted } from './playwright-internals.ts';
import { describePath, fileOf, fileSuiteOf, suiteIdOf } from './seed-place.ts';

/** Tells the host what the tests that are about to run will ask for, so that it is made ahead of them. */
export async function foreseeSeeds(host: Host, config: FullConfig, root: Suite): Promise<void> {
  const { ahead, scope } = host.settings;
  // Where suites and seeds cannot be told together, workers call them by other names.
  if (!ahead || !usesAreNoted) return;
  const declared = root.allTests().flatMap((test) => declaredFor(config, test));
  if (declared.length > 0) await host.foresee(foreseenFiles(declared, scope), config.workers);
}

/** The seed a test is under, if its file or a describe of it declared one; none for a test that will be skipped. */
function declaredFor(config: FullConfig, test: TestCase): { seed: unknown; place: SeedPlace }[] {
  if (test.expectedStatus === 'skipped') return [];
  const declared = seedInForce(test.parent);
  if (declared === undefined) return [];
  const { seed, suite } = declared;
  // Such tests end before anything is sent: what `as` names is told to be wrong.
  if (!mayBeNamed(asInForce(test.parent), seed)) return [];
  const file = fileSuiteOf(test.parent);
  const place = {
    project: file.project()?.name ?? '',
    file: fileOf(config, file.title),
    suite: describePath(suite),
    suiteId: suiteIdOf(suite),
    test: [...describePath(test.parent), test.title],
    testId: test.id,
    retried: test.id,
    retry: 0,
    repeat: test.repeatEachIndex,
    worker: '',
  };
  return [{ seed, place }];
}

/**
 * False if the seed does not say that it makes the record that `as` names. A seed by a scenario's name, or by other counts than a plain
 * number, may. Parents made on demand are made when they are asked for.
 */
function mayBeNamed(as: unknown, seed: unknown): boolean {
  if (as === undefined || as === null) return true;
  try {
    const { resource, index } = parseRecordName(as);
    const count: unknown = (seed as Readonly<Record<string, unknown>>)[resource];
    if (typeof count === 'number') return index < count;
    return count !== undefined || 'use' in (seed as object);
  } catch {
    return false;
  }
}
