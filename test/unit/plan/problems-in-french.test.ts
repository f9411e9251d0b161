import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../../../src/factory/build.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';
import { setLanguage } from '../../../src/messages/language.ts';
import { parseSeed } from '../../../src/plan/parse-seed.ts';
import { users } from '../../../src/preset/users.ts';
import { resources } from './resources.ts';

beforeEach(() => setLanguage('fr'));
afterEach(() => setLanguage('en'));

test.each([
  [{ usres: 1 }, 'Clé inconnue « usres » dans seed. Vouliez-vous dire « users » ?'],
  [{ users: -1 }, 'seed.users : il faut un nombre entier de 0 à 10000000, reçu `-1` (nombre).'],
  [
    { vms: { per: 'users', count: [4, 1] } },
    'seed.vms.count : il faut un intervalle du plus petit au plus grand, reçu [4, 1]. Vouliez-vous dire [1, 4] ?',
  ],
  [
    { scope: 'files', users: {} },
    'Les données demandées (seed) ont 2 problèmes :\n' +
      '- seed.users.count : il faut un nombre entier de 0 à 10000000, reçu undefined.\n' +
      "- seed.scope : il faut l'une des valeurs « test », « suite », « file », « worker », « run », reçu « files ». Vouliez-vous dire « file » ?",
  ],
])('%j is refused in the language of the moment', (seed, told) => {
  expect(() => parseSeed(seed, { resources })).toThrow(expect.objectContaining({ message: told }));
});

test('so are a definition and a record', () => {
  const wrong = { name: 'books', path: 'book', build: () => ({}) };
  expect(() => defineResource(wrong)).toThrow(
    '`path` de la ressource « books » : il faut un chemin, par exemple « /user », reçu « book »',
  );
  // @ts-expect-error a trait that users do not have
  expect(() => build(users, {}, { traits: ['admn'] })).toThrow(
    'Trait inconnu de « users » : « admn ». Vouliez-vous dire « admin » ?',
  );
});
