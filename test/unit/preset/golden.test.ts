import { expect, test } from 'vitest';
import { createBuilder } from '../../../src/factory/builder.ts';
import { loadLocale } from '../../../src/factory/locale.ts';
import { MASK } from '../../../src/lib/redact.ts';
import { users } from '../../../src/preset/users.ts';
import { vms } from '../../../src/preset/vms.ts';

// What people get, to be read by eye. A difference here is a difference in every suite's data: raise `generatorVersion`.
test.each(['fr', 'en', 'de', 'ja'])('20 users and 20 machines in %s', async (locale) => {
  const builder = createBuilder({
    resources: [users, vms],
    randomSeed: 42,
    namespace: 'sb4k2x9q7m1p-3',
    locale: await loadLocale(locale),
  });
  const lines = ['users', 'vms'].flatMap((resource) =>
    Array.from({ length: 20 }, (_, index) => {
      const parent = { id: (index % 5) + 1 };
      const attributes = builder.build({ resource, index, traits: [], set: {} }, { users: parent });
      return JSON.stringify('password' in attributes ? { ...attributes, password: MASK } : attributes);
    }),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${locale}.ndjson`);
});
