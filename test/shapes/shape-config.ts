import type { SeedbedConfig } from '../../src/config/config.ts';
import { resolveConfig } from '../../src/config/resolve-config.ts';
import type { ResolvedConfig } from '../../src/config/resolved-config.ts';
import { defineResource } from '../../src/factory/define-resource.ts';
import type { BuildContext } from '../../src/factory/definition.ts';
import type { AnyResource } from '../../src/factory/resource.ts';
import type { ResourceReport, StepResult } from '../../src/host/check/check-report.ts';
import { createSeeder, type Seeder } from '../../src/host/create-seeder.ts';
import { answerRows } from './answer-rows.ts';
import { authRows } from './auth-rows.ts';
import { findRows } from './find-rows.ts';
import { functionRows } from './function-rows.ts';
import { operationRows } from './operation-rows.ts';
import { pagingRows } from './paging-rows.ts';
import { pathRows } from './path-rows.ts';
import { serverRows } from './server-rows.ts';
import type { ShapeRow } from './shape-row.ts';

/** Every shape there is. */
export const shapeRows: readonly ShapeRow[] = [
  ...answerRows,
  ...pathRows,
  ...pagingRows,
  ...operationRows,
  ...functionRows,
  ...findRows,
  ...authRows,
  ...serverRows,
];

function usersWith(more: object): AnyResource {
  const definition: object = {
    name: 'users',
    path: '/users',
    key: 'email',
    build: ({ fake, unique }: BuildContext) => ({
      name: fake.person.fullName(),
      email: unique.email('someone'),
    }),
    ...more,
  };
  return defineResource(definition as Parameters<typeof defineResource>[0]);
}

const teamsWith = (slash: boolean): AnyResource =>
  defineResource({
    name: 'teams',
    path: slash ? '/teams/' : '/teams',
    key: 'name',
    build: ({ unique }) => ({ name: `Team ${unique.namespace}-${unique.token}` }),
  });

/** What somebody writes who uses such an API. */
export function configOf({ shape, users = {}, config = {} }: ShapeRow, baseUrl: string): SeedbedConfig {
  const teams = shape.nested === true ? [teamsWith(shape.slash === true)] : [];
  const resources = [...teams, usersWith(users)];
  return { baseUrl, auth: 'none', project: 'shapes', settle: 0.02, resources, ...config };
}

/** The same, as a check in this folder reads it. */
export function resolvedIn(root: string, row: ShapeRow, baseUrl: string): ResolvedConfig {
  return resolveConfig({ root, defaultResources: [], explicit: configOf(row, baseUrl) });
}

/** The steps of a check that came out so. */
export function stepsThat(came: StepResult['state'], { steps }: ResourceReport): string[] {
  return Object.entries(steps).flatMap(([step, { state }]) => (state === came ? [step] : []));
}

/** A run whose folder this is. */
export async function seederIn(root: string, config: SeedbedConfig): Promise<Seeder<AnyResource>> {
  const before = process.cwd();
  process.chdir(root);
  try {
    return await createSeeder(config);
  } finally {
    process.chdir(before);
  }
}
