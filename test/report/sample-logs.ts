import { bucketOf } from '../../src/log/counts.ts';
import type { LogEvent, LogLine } from '../../src/log/events.ts';

/** What stands in a sample where an API could have put anything. */
export const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;

const begunAt = Date.UTC(2026, 6, 1, 9, 30);

function begin(policy: 'keep' | 'remove'): LogLine {
  return line(0, {
    ...{ event: 'run-begun', format: 1, run: 'sb4k2x9q7m1p', project: 'shop', policy, pid: 1, ppid: 1 },
    ...{ baseUrl: 'https://staging.example.com/api/v1', logLevel: 'info' },
  } as LogEvent);
}

function line(at: number, event: LogEvent, level: LogLine['level'] = 'info'): LogLine {
  return { level, time: begunAt + at, ...event };
}

/** The same noise each time. */
function noise(at: number): number {
  return Math.abs(Math.sin(at * 12.9898) * 43758.5453) % 1;
}

/** A run that was asked for nothing. */
export function emptyLog(): LogLine[] {
  return [begin('remove'), line(812, ended({ ms: 812 }))];
}

function ended(more: Partial<Extract<LogEvent, { readonly event: 'run-ended' }>>): LogEvent {
  return {
    ...{ event: 'run-ended', ms: 0, datasets: 0, records: {}, requests: 0, retries: 0, limited: 0 },
    ...{ waitedMs: 0, removed: 0, left: 0, splits: [], perParent: [] },
    ...more,
  } as LogEvent;
}

const shape = (
  scale: number,
): Pick<Extract<LogEvent, { readonly event: 'run-ended' }>, 'splits' | 'perParent'> => ({
  splits: [
    { resource: 'vms', field: 'status', values: { running: 7 * scale, stopped: 2 * scale, paused: scale } },
    {
      resource: 'vms',
      field: 'operating_system',
      values: {
        'Ubuntu 24.04 LTS': 4 * scale,
        'Debian 13': 3 * scale,
        'Red Hat Enterprise Linux 9': 2 * scale,
        'Windows Server 2025': scale,
      },
    },
    { resource: 'users', field: 'role', values: { member: 4 * scale, admin: scale } },
  ],
  perParent: [
    { child: 'vms', parent: 'users', counts: { '0': scale, '1': scale, '2': 2 * scale, '5': scale } },
  ],
});

/** Twelve suites of a runner, each request known; `withFailures`: some of it went wrong, and an API put markup everywhere. */
export function smallLog(withFailures: boolean = false): LogLine[] {
  const lines = [begin('remove')];
  let at = 30;
  let requests = 0;
  const pulse = {
    answered: 0,
    limited: 0,
    failed: 0,
    latencies: {} as Record<string, Record<string, number>>,
  };
  const send = (method: string, path: string, status: number, why?: string): void => {
    const ms = Math.round(30 + 120 * noise(requests) ** 4) / 10;
    lines.push(
      line(at, {
        event: 'request',
        method,
        path,
        status,
        why,
        at,
        ms,
        waitedMs: requests % 40 === 39 ? 1400 : 0,
        ...(status === 429 && { isLimited: true }),
      }),
    );
    at += Math.round(3 * ms) / 10;
    requests++;
    if (status === 429) pulse.limited++;
    else if (why === undefined) pulse.answered++;
    else pulse.failed++;
    const buckets = pulse.latencies[method] ?? {};
    pulse.latencies[method] = buckets;
    buckets[bucketOf(ms)] = (buckets[bucketOf(ms)] ?? 0) + 1;
  };
  send('POST', '/auth/login', 200);
  for (let suite = 0; suite < 12; suite++) {
    const dataset = `sb4k2x9q7m1p-${suite}`;
    const path =
      withFailures && suite === 3
        ? `tests/${hostile}.spec.ts › machines`
        : `tests/fleet-${suite}.spec.ts › machines of a team`;
    const startedAt = at;
    lines.push(line(at, { event: 'dataset-asked', dataset, path }));
    for (let record = 0; record < 15; record++) send('POST', record < 5 ? '/user' : '/vm', 201);
    const fails = withFailures && suite % 3 === 0;
    const why = `422 Unprocessable Content: name: ${hostile}`;
    if (fails) {
      send('POST', '/vm', 422, why);
      lines.push(
        line(at, { event: 'gave-up', method: 'POST', path: '/vm', why, attempts: 1, ms: 3 }, 'warning'),
      );
      send('POST', '/vm', 429, '429 Too Many Requests');
      lines.push(line(at, { event: 'wait', because: 'limit', ms: 2000, at }));
      at += 400;
    }
    lines.push(
      line(at, {
        ...{ event: 'dataset-made', dataset, path, ms: at - startedAt, records: { users: 5, vms: 10 } },
        ...{ planned: { users: 5, vms: fails ? 11 : 10 }, adopted: 0, failed: fails ? 1 : 0, unknown: 0 },
        ...{ requests: 15, retries: fails ? 1 : 0, limited: fails ? 1 : 0 },
        reasons: fails ? [{ resource: 'vms', reason: why, count: 1 }] : [],
      } as LogEvent),
      line(at, { event: 'data-waited', path, ms: at - startedAt }),
    );
    at += 120;
    for (let record = 0; record < 15; record++) send('DELETE', `/vm/${suite * 15 + record}`, 204);
    lines.push(line(at, { event: 'dataset-removed', dataset, ms: 60, removed: 15, left: 0 }));
  }
  if (withFailures)
    lines.push(
      line(at, { event: 'left', resource: 'vms', id: '77', reason: `409 Conflict: ${hostile}` }, 'error'),
      line(at, { event: 'note', text: `One last search found 2 records more. ${hostile}` }, 'warning'),
    );
  lines.push(
    line(at, { event: 'pulse', ...pulse, from: 30, to: at, logins: 1, maxWaitMs: 1400 }),
    line(
      at + 5,
      ended({
        ...{
          ms: at,
          datasets: 12,
          records: { users: 60, vms: 120 },
          requests,
          retries: withFailures ? 4 : 0,
        },
        ...{ limited: pulse.limited, waitedMs: 340, removed: 180, left: withFailures ? 1 : 0, ...shape(12) },
      }),
    ),
  );
  return lines;
}

/** 10,000 records of one command under a limit, told by the second. */
export function largeLog(): LogLine[] {
  const lines = [begin('keep')];
  const seconds = 420;
  for (let second = 0; second < seconds; second++) {
    const isHeld = second % 60 > 50;
    const answered = isHeld ? 0 : 24 + Math.round(6 * noise(second));
    const latencies: Record<string, number> = {};
    for (let one = 0; one < answered; one++) {
      const bucket = bucketOf(8 + 300 * noise(second * 31 + one) ** 6);
      latencies[bucket] = (latencies[bucket] ?? 0) + 1;
    }
    const limited = second % 60 === 51 ? 9 : 0;
    if (limited > 0)
      lines.push(line(second * 1000, { event: 'wait', because: 'limit', ms: 9000, at: second * 1000 }));
    lines.push(
      line(second * 1000 + 999, {
        ...{
          event: 'pulse',
          from: second * 1000,
          to: second * 1000 + 999,
          answered,
          limited,
          failed: second % 97 === 0 ? 2 : 0,
        },
        ...{
          logins: 0,
          maxWaitMs: isHeld ? (second % 60) * 150 : 900 * noise(second),
          latencies: { POST: latencies },
        },
      } as LogEvent),
    );
  }
  const ms = seconds * 1000;
  const records = { users: 2000, vms: 8000 };
  lines.push(
    line(ms, {
      ...{ event: 'dataset-made', dataset: 'sb4k2x9q7m1p-0', path: '', ms, records, planned: records },
      ...{ adopted: 3, failed: 0, unknown: 0, requests: 10_100, retries: 12, limited: 63, reasons: [] },
    } as LogEvent),
    line(ms, ended({ ms, datasets: 1, records, requests: 10_100, retries: 12, limited: 63, ...shape(400) })),
  );
  return lines;
}
