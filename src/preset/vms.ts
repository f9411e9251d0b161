import * as v from 'valibot';
import { type DefinedResource, defineResource } from '../factory/define-resource.ts';
import { serverFields } from '../factory/definition.ts';
import { buildingSays as say } from '../messages/building.ts';
import {
  coresOf,
  diskOf,
  type Family,
  purposeOf,
  ramOf,
  type Size,
  type Status,
  statusOf,
  systemOf,
} from './sizing.ts';

/** A virtual machine as built; all of it is sent. */
export interface VmAttributes {
  /** The owner's id. */
  user_id: number;
  /** `web-prod-03.sb4k2x9q7m1p-3`: role, environment, number, and the dataset's tag. Unique, a legal host name. */
  name: string;
  operating_system: string;
  cpu_cores: number;
  ram_gb: number;
  disk_gb: number;
  status: Status;
}

/** Steer what is drawn; never sent. */
export interface VmParams {
  /** Default: 85 % Linux. */
  family: Family | undefined;
  /** 1–2, 4–8 or 16–32 cores. Default: any, mostly few. */
  size: Size | undefined;
}

export type VmTrait = 'running' | 'stopped' | 'paused' | 'linux' | 'windows' | Size;

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

const schema = v.object({
  user_id: positive,
  name: v.pipe(
    v.string(),
    v.nonEmpty(() => say.filledText),
  ),
  operating_system: v.pipe(
    v.string(),
    v.nonEmpty(() => say.filledText),
  ),
  cpu_cores: positive,
  ram_gb: positive,
  disk_gb: positive,
  status: v.picklist(['running', 'stopped', 'paused']),
});

/** Virtual machines of the demo API: `POST /vm`, found again by name, each owned by a user. */
export const vms: DefinedResource<{
  name: 'vms';
  attributes: VmAttributes;
  record: Readonly<VmAttributes & { id: number; created_at: number }>;
  params: VmParams;
  traits: VmTrait;
  parents: 'users';
}> = defineResource({
  name: 'vms',
  path: '/vm',
  preview: {
    id: 'id',
    name: 'name',
    operating_system: 'system',
    cpu_cores: 'cpu',
    ram_gb: 'ram',
    disk_gb: 'disk',
    status: 'status',
    user_id: 'user',
  },
  key: 'name',
  belongsTo: { users: 'user_id' },
  server: serverFields<{ created_at: number }>(),
  schema,
  params: { family: undefined, size: undefined } as VmParams,
  build({ fake, unique, given, params }): Omit<VmAttributes, 'user_id'> {
    const { role, environment } = purposeOf(fake);
    const operating_system = given('operating_system', systemOf(fake, params.family));
    const windows = /windows/i.test(operating_system);
    const cpu_cores = given('cpu_cores', coresOf(fake, params.size, given('ram_gb', 0)));
    return {
      name: unique.host(`${role}-${environment}`),
      operating_system,
      cpu_cores,
      ram_gb: ramOf(fake, cpu_cores, windows),
      disk_gb: diskOf(fake, cpu_cores, windows),
      status: statusOf(fake, environment),
    };
  },
  traits: {
    running: { status: 'running' },
    stopped: { status: 'stopped' },
    paused: { status: 'paused' },
    linux: { family: 'linux' },
    windows: { family: 'windows' },
    small: { size: 'small' },
    medium: { size: 'medium' },
    large: { size: 'large' },
  },
  toRequest: ({ user_id, name, operating_system, cpu_cores, ram_gb, disk_gb, status }) => ({
    user_id,
    name,
    operating_system,
    cpu_cores,
    ram_gb,
    disk_gb,
    status,
  }),
});
