import { expect, test, vi } from 'vitest';
import { printJson } from '../../../src/cli/terminal.ts';
import { wrap } from '../../../src/report/table.ts';

test.each([
  ['one two three', 80, 'one two three'],
  ['one two three', 7, 'one two\nthree'],
  ['one two three', 13, 'one two three'],
  ['one two three', 4, 'one\ntwo\nthree'],
  ['see http://127.0.0.1:4010/api now', 10, 'see\nhttp://127.0.0.1:4010/api\nnow'],
  ['first\nsecond line here', 11, 'first\nsecond line\nhere'],
  ['écrire « a.json » : il faut', 12, 'écrire\n« a.json » :\nil faut'],
  ['reçu : « x » !', 6, 'reçu :\n« x » !'],
])('%j in %i columns', (text, width, wrapped) => {
  expect(wrap(text, width)).toBe(wrapped);
});

test('JSON on a terminal commands nothing, and is the same data', () => {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const value = { id: '\u001b[2J\u009b\u202e', reason: 'é' };
  printJson(value);
  write.mockRestore();
  expect(written.join('')).toBe('{\n  "id": "\\u001b[2J\\u009b\\u202e",\n  "reason": "é"\n}\n');
  expect(JSON.parse(written.join(''))).toEqual(value);
});
