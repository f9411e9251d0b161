import type { AnyResource, Resource, ResourceTypes } from '../../../src/factory/resource.ts';
import { type CreatePlanOptions, createPlan } from '../../../src/plan/create-plan.ts';
import { parseSeed } from '../../../src/plan/parse-seed.ts';
import type { Plan, RecordSpec } from '../../../src/plan/plan.ts';

interface Users extends ResourceTypes {
  name: 'users';
  attributes: { email: string; city: string; role: string; password: string };
  params: { country: string };
  traits: 'admin' | 'member';
  parents: never;
}
interface Vms extends ResourceTypes {
  name: 'vms';
  attributes: { name: string; operating_system: string };
  params: object;
  traits: 'running' | 'stopped';
  parents: 'users';
}
interface Disks extends ResourceTypes {
  name: 'disks';
  attributes: { size: number };
  params: object;
  traits: never;
  parents: 'vms';
}

/** A resource of which only what a plan reads is real. */
export function resource<T extends ResourceTypes>(
  name: T['name'],
  attributes: readonly string[],
  more: Partial<Pick<Resource<T>, 'belongsTo' | 'traitNames' | 'paramNames' | 'secrets'>> = {},
): Resource<T> {
  return {
    name,
    path: `/${name}`,
    key: undefined,
    idField: 'id',
    belongsTo: [],
    secrets: [],
    traitNames: [],
    paramNames: [],
    schema: undefined,
    attributeNames: () => attributes,
    toRequest: (built) => built,
    definition: { name, path: `/${name}`, build: () => ({}) },
    ...more,
  };
}

export const users: Resource<Users> = resource('users', ['email', 'city', 'role', 'password'], {
  traitNames: ['admin', 'member'],
  paramNames: ['country'],
  secrets: ['password'],
});
export const vms: Resource<Vms> = resource('vms', ['name', 'operating_system'], {
  traitNames: ['running', 'stopped'],
  belongsTo: [{ resource: 'users', foreignKey: 'user_id' }],
});
export const disks: Resource<Disks> = resource('disks', ['size'], {
  belongsTo: [{ resource: 'vms', foreignKey: 'vm_id' }],
});
/** Children before parents, so that no test passes by the order of definition. */
export const resources: readonly AnyResource[] = [disks, vms, users];

/** Parses and plans in one step. */
export function planOf(seed: unknown, options: Partial<CreatePlanOptions> = {}): Plan {
  const known = options.resources ?? resources;
  return createPlan(parseSeed(seed, { resources: known }), { randomSeed: 7, ...options, resources: known });
}

/** Every record of one resource. */
export function specsOf(plan: Plan, name: string): RecordSpec[] {
  const layer = plan.layers.find((candidate) => candidate.resource === name);
  return Array.from({ length: layer?.count ?? 0 }, (_, position) => layer?.at(position) as RecordSpec);
}

/** How many children each parent has. */
export function tally(specs: readonly RecordSpec[], parent: string, parents: number): number[] {
  const counts = Array.from({ length: parents }, () => 0);
  for (const spec of specs) {
    const index = spec.parents[parent] ?? Number.NaN;
    counts[index] = (counts[index] ?? Number.NaN) + 1;
  }
  return counts;
}
