import { SeedbedError } from '../errors.ts';
import { type Place, text } from '../lib/check.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import { defaultsSay } from '../messages/setting-defaults.ts';
import type { Environment } from './environment.ts';
import type { Settings } from './setting.ts';

/** How machines work together. */
export type MachineSetting = 'coordinator' | 'runGroup';

export const machineSettings: Pick<Settings, MachineSetting> = {
  coordinator: {
    key: 'coordinator',
    variable: 'SEEDBED_COORDINATOR',
    flag: '--coordinator <url>',
    group: 'api',
    example: "'redis://127.0.0.1:6379'",
    shown: () => defaultsSay.alone,
    read: readCoordinator,
    otherwise: undefined,
  },
  runGroup: {
    key: 'runGroup',
    variable: 'SEEDBED_RUN_GROUP',
    example: "'nightly-42'",
    shown: () => defaultsSay.ciRun,
    read: (value, place) => text(place, value),
    otherwise: undefined,
  },
};

function readCoordinator(value: unknown, { name, code }: Place): string {
  const url = typeof value === 'string' ? URL.parse(value.trim()) : null;
  if (url === null || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    throw new SeedbedError(code, coordinatorSays.badUrl(name));
  return url.href;
}

/** The password may be set separately, so that the URL can be written down. */
export function withPassword(
  url: string | undefined,
  { SEEDBED_COORDINATOR_PASSWORD }: Environment,
): string | undefined {
  if (url === undefined || SEEDBED_COORDINATOR_PASSWORD === undefined) return url;
  const parsed = new URL(url);
  parsed.password = encodeURIComponent(SEEDBED_COORDINATOR_PASSWORD);
  return parsed.href;
}

/** Without user and password. */
export function shownCoordinator(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

/** What all jobs of one CI run have in common, and no other run; another attempt is another run. */
export function groupOfCi(environment: Environment): string | undefined {
  const { GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, CI_PIPELINE_ID, CIRCLE_WORKFLOW_ID, BUILDKITE_BUILD_ID } =
    environment;
  if (GITHUB_RUN_ID !== undefined) return `github-${GITHUB_RUN_ID}-${GITHUB_RUN_ATTEMPT ?? '1'}`;
  if (CI_PIPELINE_ID !== undefined) return `gitlab-${CI_PIPELINE_ID}`;
  if (CIRCLE_WORKFLOW_ID !== undefined) return `circleci-${CIRCLE_WORKFLOW_ID}`;
  return BUILDKITE_BUILD_ID === undefined ? undefined : `buildkite-${BUILDKITE_BUILD_ID}`;
}
