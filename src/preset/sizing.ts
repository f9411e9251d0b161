import type { LocaleFaker } from '../factory/locale.ts';

export type Size = 'small' | 'medium' | 'large';
export type Family = 'linux' | 'windows';
export type Status = 'running' | 'stopped' | 'paused';
type Shares<T> = readonly { readonly value: T; readonly weight: number }[];

function shares<T>(...pairs: readonly (readonly [value: T, weight: number])[]): Shares<T> {
  return pairs.map(([value, weight]) => ({ value, weight }));
}

/**
 * Windows at 15 % lies between its share of all web sites and of the busiest million (9 % and 19 %, W3Techs, February 2026);
 * inside Linux: Ubuntu and Debian lead W3Techs' distributions, the RHEL family is what companies pay for. Supported releases only.
 */
const systems: Readonly<Record<Family, Shares<string>>> = {
  linux: shares(
    ['Ubuntu 24.04 LTS', 32],
    ['Ubuntu 22.04 LTS', 16],
    ['Debian 12', 14],
    ['Debian 13', 10],
    ['Red Hat Enterprise Linux 9', 9],
    ['Rocky Linux 9', 8],
    ['AlmaLinux 9', 7],
    ['SUSE Linux Enterprise Server 15', 4],
  ),
  windows: shares(['Windows Server 2022', 60], ['Windows Server 2019', 25], ['Windows Server 2025', 15]),
};
const families = shares<Family>(['linux', 85], ['windows', 15]);

/**
 * Few cores are the rule: Azure's own trace has most machines at one or two (Cortez et al., "Resource Central", SOSP 2017).
 * Ours is flatter, so that ten machines already differ.
 */
const cores: Readonly<Record<Size | 'any', Shares<number>>> = {
  any: shares([1, 22], [2, 34], [4, 24], [8, 13], [16, 5], [32, 2]),
  small: shares([1, 55], [2, 45]),
  medium: shares([4, 65], [8, 35]),
  large: shares([16, 65], [32, 35]),
};

/** GB of memory per core: what the clouds sell as compute-optimised (2), general purpose (4) and memory-optimised (8). */
const ratios = shares([2, 30], [4, 50], [8, 20]);

/** GB. The sizes that clouds offer a boot disk in. */
const disks: readonly number[] = [20, 40, 80, 160, 320, 640, 1280];

/** Our estimate: production mostly runs, everything else is often switched off to save money. */
const statuses: Readonly<Record<'production' | 'other', Shares<Status>>> = {
  production: shares(['running', 92], ['stopped', 6], ['paused', 2]),
  other: shares(['running', 65], ['stopped', 27], ['paused', 8]),
};

export function systemOf(fake: LocaleFaker, family: Family | undefined): string {
  const drawn = fake.helpers.weightedArrayElement(families);
  return fake.helpers.weightedArrayElement(systems[family ?? drawn]);
}

/** Cores; if the memory is given, enough of them for at most 8 GB each. */
export function coresOf(fake: LocaleFaker, size: Size | undefined, givenRam: number): number {
  const drawn = fake.helpers.weightedArrayElement(cores[size ?? 'any']);
  if (givenRam === 0) return drawn;
  const least = 2 ** Math.ceil(Math.log2(Math.max(1, givenRam / 8)));
  const most = Math.max(1, 2 ** Math.floor(Math.log2(Math.max(1, givenRam / 2))));
  return Math.min(Math.max(drawn, least), Math.max(least, most));
}

/** GB. A lone core may do with 1; Windows Server with a desktop needs 4. */
export function ramOf(fake: LocaleFaker, cpuCores: number, windows: boolean): number {
  const ram = cpuCores * fake.helpers.weightedArrayElement(ratios);
  const frugal = fake.number.int(3) === 0;
  return windows ? Math.max(4, ram) : cpuCores === 1 && frugal ? 1 : ram;
}

/** GB: grows with the machine; Windows Server, its updates and page file want 80 (Microsoft's floor is 32, its images take 127). */
export function diskOf(fake: LocaleFaker, cpuCores: number, windows: boolean): number {
  const step = Math.min(Math.floor(Math.log2(Math.max(1, cpuCores))) + fake.number.int(1), disks.length - 1);
  return Math.max(windows ? 80 : 0, disks[step] ?? 20);
}

export function statusOf(fake: LocaleFaker, environment: string): Status {
  return fake.helpers.weightedArrayElement(statuses[environment === 'prod' ? 'production' : 'other']);
}

const roles = shares(
  ['web', 22], ['api', 18], ['db', 16], ['worker', 12], ['cache', 8], ['proxy', 6], ['queue', 6], ['ci', 6], ['mail', 3], ['backup', 3],
); // biome-ignore format: a table
const environments = shares(['prod', 48], ['staging', 20], ['dev', 20], ['test', 12]);

export function purposeOf(fake: LocaleFaker): { readonly role: string; readonly environment: string } {
  const role = fake.helpers.weightedArrayElement(roles);
  return { role, environment: fake.helpers.weightedArrayElement(environments) };
}
