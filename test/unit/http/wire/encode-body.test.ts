import { expect, test } from 'vitest';
import { encodeBody } from '../../../../src/http/wire/encode-body.ts';
import { rawNumber } from '../../../../src/http/wire/json.ts';

const body = {
  name: 'Ada "Lovelace"',
  tags: ['a', 'b'],
  address: { city: 'Lyon', lines: [1, 2] },
  team: rawNumber('9007199254740993'),
  since: new Date('2026-01-01T00:00:00Z'),
  site: new URL('http://demo.test/a'),
  isOn: true,
  none: null,
  absent: undefined,
};
const pairs = [
  ['name', 'Ada "Lovelace"'],
  ['tags', 'a'],
  ['tags', 'b'],
  ['address[city]', 'Lyon'],
  ['address[lines]', '1'],
  ['address[lines]', '2'],
  ['team', '9007199254740993'],
  ['since', '2026-01-01T00:00:00.000Z'],
  ['site', 'http://demo.test/a'],
  ['isOn', 'true'],
];

test('a form says what JSON would', () => {
  const { type, text } = encodeBody(body, 'form');
  expect(type).toBe('application/x-www-form-urlencoded');
  expect([...new URLSearchParams(text)]).toEqual(pairs);
});

test('so does a body of several parts', async () => {
  const { type, text } = encodeBody(body, 'multipart');
  const form = await new Response(text, { headers: { 'content-type': type } }).formData();
  expect([...form]).toEqual(pairs);
});
