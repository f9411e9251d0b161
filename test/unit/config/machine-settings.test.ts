import { describe, expect, test } from 'vitest';
import { shownCoordinator } from '../../../src/config/machine-settings.ts';
import { resolveConfig } from '../../../src/config/resolve-config.ts';
import type { ResolvedConfig } from '../../../src/config/resolved-config.ts';

const resolved = (environment: Readonly<Record<string, string>>, file = {}): ResolvedConfig =>
  resolveConfig({
    root: '/nowhere',
    defaultResources: [],
    defaultBaseUrl: 'http://127.0.0.1:4010',
    environment,
    file: { auth: 'none', ...file },
  });

describe('a coordinator', () => {
  test('comes from the environment, its password too', () => {
    const SEEDBED_COORDINATOR = 'rediss://ops@redis.example.com:6380/2';
    expect(resolved({ SEEDBED_COORDINATOR }).coordinator).toBe(SEEDBED_COORDINATOR);
    expect(resolved({ SEEDBED_COORDINATOR, SEEDBED_COORDINATOR_PASSWORD: 'p/w@1' }).coordinator).toBe(
      'rediss://ops:p%2Fw%401@redis.example.com:6380/2',
    );
    expect(resolved({}).coordinator).toBeUndefined();
  });

  test('is shown without user and password', () => {
    expect(shownCoordinator('rediss://ops:secret@redis.example.com:6380/2')).toBe(
      'rediss://redis.example.com:6380/2',
    );
  });

  test.each(['redis.example.com:6379', 'http://:secret@redis.example.com', 'redis://', ':secret@redis', 7])(
    'is refused in a line that does not show it: %s',
    (coordinator) => {
      const refused = (): unknown => resolved({}, { coordinator });
      expect(refused).toThrow(
        /^Expected "coordinator" in seedbed\.config\.ts to be the URL of a Redis server/,
      );
      expect(refused).not.toThrow(/secret/);
    },
  );
});

test.each([
  [{ GITHUB_RUN_ID: '77', GITHUB_RUN_ATTEMPT: '2' }, 'github-77-2'],
  [{ GITHUB_RUN_ID: '77' }, 'github-77-1'],
  [{ CI_PIPELINE_ID: '5' }, 'gitlab-5'],
  [{ CIRCLE_WORKFLOW_ID: 'a-b' }, 'circleci-a-b'],
  [{ BUILDKITE_BUILD_ID: 'c' }, 'buildkite-c'],
  [{ GITHUB_RUN_ID: '77', SEEDBED_RUN_GROUP: 'mine' }, 'mine'],
  [{}, undefined],
] as const)('the shards of %o are the group %s', (environment, group) => {
  expect(resolved(environment).runGroup).toBe(group);
});
