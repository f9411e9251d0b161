import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import { lookUpLoopback } from '../../../../src/http/wire/look-up-loopback.ts';

const four = { address: '127.0.0.1', family: 4 };
const six = { address: '::1', family: 6 };
const elsewhere = { address: '10.0.0.5', family: 4 };

test.each<[string, LookupAddress[] | undefined, object, unknown[]]>([
  ['both, in the order of the machine', [six, four], { all: true }, [[six, four]]],
  ['both, if the machine knows one', [six], { all: true }, [[six, four]]],
  ['both, if the machine knows none', undefined, { all: true }, [[four, six]]],
  ['never another machine', [elsewhere], { all: true }, [[four, six]]],
  ['one, if one is asked for', [six, four], {}, ['::1', 6]],
  ['the one of a family', [four], { family: 6 }, ['::1', 6]],
])('localhost is %s', (_, found, options, answered) => {
  const given: unknown[] = [];
  const lookup = lookUpLoopback((_name, _options, done) =>
    done(found === undefined ? new Error('ENOTFOUND') : null, found),
  );
  lookup('localhost', options, (...all) => given.push(...all));
  expect(given).toEqual([null, ...answered]);
});
