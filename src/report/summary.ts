import { formatDuration } from '../lib/duration.ts';
import type { DatasetSnapshot } from '../seeder/dataset.ts';

/** `seeded 5 users, 10 vms (41 ms)`: a step's title. */
export function summaryLine({ records, stats }: DatasetSnapshot): string {
  const counts = Object.entries(records).filter(([, list]) => list.length > 0);
  const what = counts.map(([name, list]) => `${list.length} ${name}`).join(', ') || 'nothing';
  return `seeded ${what} (${formatDuration(stats.durationMs)})`;
}

/** What a failing test shows: the dataset, and how to get the same people again. Holds no secret: records have none. */
export function failureReport(snapshot: DatasetSnapshot): string {
  const { namespace, randomSeed, records, failures } = snapshot;
  const lists = Object.entries(records)
    .filter(([, list]) => list.length > 0)
    .map(([name, list]) => `${name}:\n${list.map(({ record }) => `  ${JSON.stringify(record)}`).join('\n')}`);
  return [
    `seedbed ${summaryLine(snapshot)}`,
    `namespace ${namespace}`,
    `randomSeed ${randomSeed}; the same people again: SEEDBED_RANDOM_SEED=${randomSeed}`,
    ...lists,
    ...failures.map(({ resource, index, reason }) => `not created: ${resource}[${index}]: ${reason}`),
  ].join('\n');
}
