import { describe, expect, test } from 'vitest';
import { type BuilderOptions, createBuilder } from '../../../src/factory/builder.ts';
import { findLocale } from '../../../src/factory/locale.ts';
import type { Attributes } from '../../../src/factory/resource.ts';
import { MASK } from '../../../src/lib/redact.ts';
import { users } from '../../../src/preset/users.ts';
import { vms } from '../../../src/preset/vms.ts';
import { keptLocales } from './kept-locales.ts';

// What people get, to be read by eye. A difference here is a difference in every suite's data: it needs another generator version.

async function records(
  count: number,
  locale: string,
  options: Partial<BuilderOptions>,
): Promise<Readonly<Record<'users' | 'vms', readonly Attributes[]>>> {
  const builder = createBuilder({
    resources: [users, vms],
    randomSeed: 42,
    namespace: 'sb4k2x9q7m1p-3',
    locale: findLocale(locale),
    ...options,
  });
  const listOf = (resource: string): Attributes[] =>
    Array.from({ length: count }, (_, index) =>
      builder.build({ resource, index, traits: [], set: {} }, { users: { id: (index % 5) + 1 } }),
    );
  return { users: listOf('users'), vms: listOf('vms') };
}

describe('generator 1, as it was', () => {
  test.each(['fr', 'en', 'de', 'ja'])('20 users and 20 machines in %s', async (locale) => {
    const made = await records(20, locale, { generator: 1 });
    const lines = [...made.users, ...made.vms].map((record) =>
      JSON.stringify('password' in record ? { ...record, password: MASK } : record),
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/generator-1/${locale}.ndjson`);
  });
});

describe('generator 2, the default', () => {
  test.each(keptLocales)('50 people in %s', async (locale) => {
    const made = await records(50, locale, {});
    const lines = made.users.map(
      ({ name, birth_date, job, phone, street, zip_code, city, email }) =>
        `${name} · ${birth_date} · ${job} · ${phone} · ${street} · ${zip_code} · ${city} · ${String(email).split('@')[0]}`,
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/generator-2/${locale}.txt`);
  });

  test('50 machines, which are of no country', async () => {
    const [french, german] = [await records(50, 'fr', {}), await records(50, 'de', {})];
    expect(german.vms).toEqual(french.vms);
    const lines = french.vms.map((vm) => JSON.stringify(vm));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/generator-2/vms.ndjson');
  });
});
