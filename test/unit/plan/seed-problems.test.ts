import { expect, test } from 'vitest';
import { isSeedbedError } from '../../../src/errors.ts';
import { parseSeed } from '../../../src/plan/parse-seed.ts';
import { resources } from './resources.ts';

const scenarios = {
  fleet: { users: 3, vms: { count: 9, spread: 'weighted' }, cleanup: 'keep' },
  big: { use: 'fleet', users: { count: 100, traits: ['member'] }, locale: 'de' },
  loop: { use: 'pool' },
  pool: { use: 'loop' },
  broken: { users: { count: 1, traits: ['admn'] } },
};

const problemOf = (input: unknown, options: Partial<Parameters<typeof parseSeed>[1]> = {}): string => {
  try {
    parseSeed(input, { resources, scenarios, ...options });
  } catch (error) {
    if (isSeedbedError(error, 'SEEDBED_SEED')) return error.message;
    throw error;
  }
  return 'no problem';
};
const plain = 'a plain object such as { users: 5 }';
const entry = 'a count or a plain object such as { count: 5 }';
const fields = 'a plain object of attributes';
const turns = 'an array of at least one object of attributes';
const wholeNumber = 'a whole number from 0 to 10000000';
const perParent = `${wholeNumber}, a range [1, 4] or shares { "70%": [1, 2], "30%": 5 }`;

class Users {
  count = 5;
}
const circular: Record<string, unknown> = {};
circular.inner = circular;

test.each<[seed: unknown, message: string]>([
  // What is no seed at all
  [undefined, `Expected seed to be ${plain}, got undefined.`],
  [null, `Expected seed to be ${plain}, got null.`],
  ['users', 'Expected seed to be a plain object such as { users: 5 }, got `"users"` (string).'],
  [[{ users: 5 }], `Expected seed to be ${plain}, got an array of 1.`],
  [() => ({ users: 5 }), `Expected seed to be ${plain}, got a function.`],
  [new Users(), `Expected seed to be ${plain}, got an instance of Users.`],
  // Unknown keys
  [{ usres: 5 }, 'Unknown key "usres" in seed. Did you mean "users"?'],
  [
    { 'us\u001b[31m\ners': 5 },
    'Unknown key "us\\x1b[31m\\ners" in seed. It takes "disks", "vms", "users", "use", "scope", "cleanup", "locale", "randomSeed".',
  ],
  [{ scop: 'run' }, 'Unknown key "scop" in seed. Did you mean "scope"?'],
  [
    { volumes: 5 },
    'Unknown key "volumes" in seed. It takes "disks", "vms", "users", "use", "scope", "cleanup", "locale", "randomSeed".',
  ],
  [
    JSON.parse('{"__proto__": 5}'),
    expect.stringContaining('Unknown key "__proto__" in seed. It takes "disks"'),
  ],
  [{ users: { cuont: 5, admin: 1 } }, 'Unknown key "cuont" in seed.users. Did you mean "count"?'],
  [{ users: { admni: 1 } }, 'Unknown key "admni" in seed.users. Did you mean "admin"?'],
  [{ users: { admni: 1, member: 4 } }, 'Unknown key "admni" in seed.users. Did you mean "admin"?'],
  [
    { users: { count: 2, disks: 3 } },
    'Unknown key "disks" in seed.users. "disks" does not belong to "users".',
  ],
  [
    { users: { count: 2, vms: { count: 3, for: 'users' } } },
    'Unknown key "for" in seed.users.vms. "vms" is nested in "users" already.',
  ],
  // Counts
  [{ users: -1 }, `Expected seed.users to be ${wholeNumber}, got \`-1\` (number).`],
  [{ users: 2.5 }, `Expected seed.users to be ${wholeNumber}, got \`2.5\` (number).`],
  [{ users: Number.NaN }, `Expected seed.users to be ${wholeNumber}, got \`NaN\` (number).`],
  [{ users: 10_000_001 }, `Expected seed.users to be ${wholeNumber}, got \`10000001\` (number).`],
  [
    { users: { count: Infinity } },
    `Expected seed.users.count to be ${wholeNumber}, got \`Infinity\` (number).`,
  ],
  [{ users: { count: '5' } }, `Expected seed.users.count to be ${wholeNumber}, got \`"5"\` (string).`],
  [{ users: {} }, `Expected seed.users.count to be ${wholeNumber}, got undefined.`],
  [{ users: { vms: 3 } }, `Expected seed.users.count to be ${wholeNumber}, got undefined.`],
  [{ users: { admin: -1 } }, `Expected seed.users.admin to be ${wholeNumber}, got \`-1\` (number).`],
  [
    { users: { count: 5, admin: 1 } },
    'Expected seed.users to have either "count" or a split by trait, got both.',
  ],
  [{ users: '5' }, `Expected seed.users to be ${entry}, got \`"5"\` (string).`],
  [{ users: null }, `Expected seed.users to be ${entry}, got null.`],
  [{ users: [1, 4] }, `Expected seed.users to be ${entry}, got an array of 2.`],
  [{ users: new Users() }, `Expected seed.users to be ${entry}, got an instance of Users.`],
  [
    { users: { count: 1, vms: true } },
    'Expected seed.users.vms to be a count, a range [1, 4] or a plain object such as { count: 5 }, got `true` (boolean).',
  ],
  // Ranges and shares
  [
    { vms: { count: [1, 4] } },
    `Expected seed.vms.count to be ${wholeNumber} (a range or shares need "per"), got an array of 2.`,
  ],
  [
    { users: { count: 2, vms: [4, 1] } },
    'Expected seed.users.vms to be a range from low to high, got [4, 1]. Did you mean [1, 4]?',
  ],
  [
    { users: { count: 2, vms: [-1, 4] } },
    'Expected seed.users.vms to be a range of whole numbers from 0 to 10000000, got [-1, 4].',
  ],
  [
    { users: { count: 2, vms: { count: [1] } } },
    'Expected seed.users.vms.count to be a range of two whole numbers, [1, 4], got an array of 1.',
  ],
  [
    { users: { count: 2, vms: ['1', '4'] } },
    'Expected seed.users.vms to be a range of two whole numbers, [1, 4], got an array of 2.',
  ],
  [{ vms: { per: 'users' } }, `Expected seed.vms.count to be ${perParent}, got undefined.`],
  [
    { users: 4, vms: { per: 'users', count: { '70%': 1, '20%': 2 } } },
    'Expected the shares of seed.vms.count to make 100%, got 90%.',
  ],
  [
    { users: 4, vms: { per: 'users', count: { '50%': 1 } } },
    'Expected the shares of seed.vms.count to make 100%, got 50%. Two equal shares need two spellings: "50%" and "50.0%".',
  ],
  [
    { users: 4, vms: { per: 'users', count: {} } },
    'Expected the shares of seed.vms.count to make 100%, got 0%.',
  ],
  [
    { users: 4, vms: { per: 'users', count: { most: 1 } } },
    'Expected the keys of seed.vms.count to be shares such as "70%", got "most".',
  ],
  [
    { users: 4, vms: { per: 'users', count: { '100%': [5, 2] } } },
    'Expected seed.vms.count["100%"] to be a range from low to high, got [5, 2]. Did you mean [2, 5]?',
  ],
  [
    { users: 4, vms: { per: 'users', count: { '100%': 'many' } } },
    `Expected seed.vms.count["100%"] to be ${wholeNumber} or a range [1, 4], got \`"many"\` (string).`,
  ],
  // Relations
  [
    { vms: { count: 1, for: 'user' } },
    'Expected seed.vms.for to be "users", got `"user"` (string). Did you mean "users"?',
  ],
  [{ vms: { count: 1, per: 'disks' } }, 'Expected seed.vms.per to be "users", got `"disks"` (string).'],
  [{ users: { count: 1, for: 'vms' } }, 'Unexpected seed.users.for: "users" belongs to no other resource.'],
  [
    { users: 1, vms: { count: 1, per: 'users', for: 'users' } },
    'Expected seed.vms to have either "per" or "for", got both.',
  ],
  [
    { users: 1, vms: { count: 1, per: 'users', spread: 'random' } },
    'Expected seed.vms to have either "per" or "spread", got both.',
  ],
  [
    { vms: { count: 1, spread: 'roundrobin' } },
    'Expected seed.vms.spread to be one of "round-robin", "random", "weighted", got `"roundrobin"` (string). Did you mean "round-robin"?',
  ],
  // Traits, set, each
  [
    { users: { count: 5, traits: ['admn'] } },
    'Expected seed.users.traits[0] to be one of "admin", "member", got `"admn"` (string). Did you mean "admin"?',
  ],
  [
    { users: { count: 5, traits: 'admin' } },
    'Expected seed.users.traits to be an array of trait names, got `"admin"` (string).',
  ],
  [{ disks: { count: 5, traits: ['big'] } }, 'Unexpected seed.disks.traits[0]: "disks" has no traits.'],
  [
    { users: { count: 5, set: { emial: 'a@example.com' } } },
    'Unknown attribute "emial" in seed.users.set. Did you mean "email"?',
  ],
  [
    { users: { count: 5, set: { favouriteColour: 'red' } } },
    'Unknown attribute "favouriteColour" in seed.users.set. "users" has "email", "city", "role", "password", "country".',
  ],
  [{ users: { count: 5, set: ['Lyon'] } }, `Expected seed.users.set to be ${fields}, got an array of 1.`],
  [
    { users: { count: 5, set: { city: () => 'Lyon' } } },
    'Expected seed.users.set.city to be JSON data, got a function.',
  ],
  [
    { users: { count: 5, set: { city: [new Date(0)] } } },
    'Expected seed.users.set.city[0] to be JSON data, got an instance of Date.',
  ],
  [
    { users: { count: 5, set: { city: circular } } },
    expect.stringMatching(
      /^Expected seed\.users\.set\.city(\.inner){20} to be nested at most 20 levels deep\.$/,
    ),
  ],
  [{ users: { count: 5, each: [] } }, `Expected seed.users.each to be ${turns}, got an array of 0.`],
  [
    { users: { count: 5, each: { role: 'owner' } } },
    `Expected seed.users.each to be ${turns}, got an object.`,
  ],
  [
    { users: { count: 5, each: [{ role: 'owner' }, 'viewer'] } },
    'Expected seed.users.each[1] to be a plain object of attributes, got `"viewer"` (string).',
  ],
  [
    { users: { count: 5, each: [{ role: 'owner' }, { rolle: 'viewer' }] } },
    'Unknown attribute "rolle" in seed.users.each[1]. Did you mean "role"?',
  ],
  // Options
  [
    { scope: 'tests' },
    'Expected seed.scope to be one of "test", "suite", "file", "worker", "run", got `"tests"` (string). Did you mean "test"?',
  ],
  [{ locale: '' }, 'Expected seed.locale to be the name of a locale such as "fr", got `""` (string).'],
  [{ randomSeed: 1.5 }, 'Expected seed.randomSeed to be a whole number from 0 up, got `1.5` (number).'],
  [{ randomSeed: '7' }, 'Expected seed.randomSeed to be a whole number from 0 up, got `"7"` (string).'],
  // Scenarios
  [
    { use: 'flet' },
    'Expected seed.use to be one of "fleet", "big", "loop", "pool", "broken", got `"flet"` (string). Did you mean "fleet"?',
  ],
  [{ use: 'toString' }, expect.stringContaining('Expected seed.use to be one of "fleet"')],
  [{ use: 'loop' }, 'Expected scenarios.pool.use not to lead back to itself, got loop → pool → loop.'],
  [
    { use: 'broken' },
    'Expected scenarios.broken.users.traits[0] to be one of "admin", "member", got `"admn"` (string). Did you mean "admin"?',
  ],
])('%o: one clear line', (seed, message) => {
  expect(problemOf(seed)).toEqual(message);
});

test('tells of every problem at once, the first ten of many', () => {
  expect(problemOf({ usres: 5, users: { count: -1, traits: ['admn'] } })).toBe(
    [
      'The seed has 3 problems:',
      '- Unknown key "usres" in seed. Did you mean "users"?',
      `- Expected seed.users.count to be ${wholeNumber}, got \`-1\` (number).`,
      '- Expected seed.users.traits[0] to be one of "admin", "member", got `"admn"` (string). Did you mean "admin"?',
    ].join('\n'),
  );
  const many = problemOf({ users: { count: 1, traits: Array.from({ length: 13 }, () => 'admn') } });
  expect(many.split('\n')).toHaveLength(12);
  expect(many).toMatch(/^The seed has 13 problems:\n(- Expected .*\n){10}- and 3 more$/);
});

test('names the place it is given, and says where there are no scenarios', () => {
  expect(problemOf({ usres: 1 }, { place: '--seed' })).toBe(
    'Unknown key "usres" in --seed. Did you mean "users"?',
  );
  expect(problemOf({ use: 'fleet' }, { scenarios: {} })).toBe(
    'Unexpected seed.use: the configuration defines no scenarios.',
  );
});

test('a value in the wrong place is never printed where it may hold a secret', () => {
  const password = 'correct horse battery';
  expect(problemOf({ users: [{ password }] })).not.toContain(password);
  expect(problemOf({ users: { count: 1, each: { password } } })).not.toContain(password);
});

test('a scenario says what, not who shares it', () => {
  const scenarios = { fleet: { users: 2, scope: 'file' } };
  expect(() => parseSeed({ use: 'fleet' }, { resources, scenarios })).toThrow(
    'Unexpected scenarios.fleet.scope: say it in the seed that uses the scenario.',
  );
  expect(
    parseSeed({ use: 'fleet', scope: 'run' }, { resources, scenarios: { fleet: { users: 2 } } }).options
      .scope,
  ).toBe('run');
});
