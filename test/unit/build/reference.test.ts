import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referenceFile, referencePage } from '../../../build/reference.ts';
import { configKeys } from '../../../src/config/resolve-config.ts';

test('the reference page of the settings is what their table says; `npx node build/reference.ts` renews it', () => {
  expect(readFileSync(referenceFile, 'utf8'), 'renew docs/reference.md: npx node build/reference.ts').toBe(
    referencePage(),
  );
});

test('the reference page has each setting once', () => {
  const keys = [...referencePage().matchAll(/^## `(\w+)`$/gm)].map(([, key]) => key);
  expect(keys.sort()).toEqual([...configKeys].sort());
});
