import fc from 'fast-check';
import { expect, test } from 'vitest';
import { build, buildList } from '../../../src/factory/build.ts';
import { validate } from '../../../src/factory/validate.ts';
import { type VmAttributes, vms } from '../../../src/preset/vms.ts';

const fleet = buildList(vms, 3000);
const share = (of: (vm: VmAttributes) => boolean): number => fleet.filter(of).length / fleet.length;
const isWindows = (vm: VmAttributes): boolean => vm.operating_system.startsWith('Windows');

test('the schema accepts them, and all of them is sent', () => {
  for (const vm of fleet) expect(validate(vms, { ...vm })).toBeUndefined();
  expect(vms.toRequest({ ...fleet[0] })).toEqual(fleet[0]);
});

test('sizes fit each other', () => {
  for (const vm of fleet) {
    const ratio = vm.ram_gb / vm.cpu_cores;
    expect(ratio >= 1 && ratio <= 8, JSON.stringify(vm)).toBe(true);
    expect(ratio > 1 || vm.cpu_cores === 1, JSON.stringify(vm)).toBe(true);
    expect(vm.disk_gb >= (isWindows(vm) ? 80 : 20), JSON.stringify(vm)).toBe(true);
    expect(!isWindows(vm) || vm.ram_gb >= 4, JSON.stringify(vm)).toBe(true);
  }
});

test('names are legal host names, numbered', () => {
  fleet.forEach((vm, index) => {
    const number = String(index + 1).padStart(2, '0');
    expect(vm.name).toMatch(new RegExp(`^[a-z]+-(prod|staging|dev|test)-${number}\\.sb0000000000-0$`));
  });
});

// The draws are seeded, so these shares are the same on every run: no chance is left to fail on.
test('shares are believable', () => {
  expect(share(isWindows)).toBeCloseTo(0.15, 1);
  expect(share((vm) => vm.cpu_cores <= 2)).toBeCloseTo(0.56, 1);
  expect(share((vm) => vm.status === 'running')).toBeGreaterThan(0.7);
  expect(share((vm) => vm.status === 'paused')).toBeLessThan(0.1);
});

test('traits and params', () => {
  const all = (trait: (typeof vms.traitNames)[number]) => buildList(vms, 50, {}, { traits: [trait] });
  expect(all('windows').every(isWindows)).toBe(true);
  expect(all('linux').some(isWindows)).toBe(false);
  expect(all('small').every((vm) => vm.cpu_cores <= 2)).toBe(true);
  expect(all('medium').every((vm) => vm.cpu_cores === 4 || vm.cpu_cores === 8)).toBe(true);
  expect(all('large').every((vm) => vm.cpu_cores >= 16)).toBe(true);
  for (const status of ['running', 'stopped', 'paused'] as const) {
    expect(all(status).every((vm) => vm.status === status)).toBe(true);
  }
  const both = buildList(vms, 20, { size: 'small' }, { traits: ['windows'] });
  expect(both.every((vm) => isWindows(vm) && vm.cpu_cores <= 2 && vm.disk_gb >= 80 && vm.ram_gb >= 4)).toBe(
    true,
  );
});

test('a value that is set decides the other ones', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2048 }), fc.nat({ max: 50 }), (ram_gb, index) => {
      const { cpu_cores } = build(vms, { ram_gb }, { index });
      expect(ram_gb / cpu_cores).toBeLessThanOrEqual(8);
      expect(cpu_cores === 1 || ram_gb / cpu_cores >= 2).toBe(true);
    }),
  );
  expect(build(vms, { operating_system: 'Windows 11' }).disk_gb).toBeGreaterThanOrEqual(80);
  expect(build(vms, { cpu_cores: 64 }).ram_gb).toBeGreaterThanOrEqual(128);
});

test('the owner is the parent, whatever else it holds', () => {
  expect(build(vms, {}, { parents: { users: { id: 41 } } }).user_id).toBe(41);
});
