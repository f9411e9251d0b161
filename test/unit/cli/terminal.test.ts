import { expect, test } from 'vitest';
import { wrap } from '../../../src/cli/terminal.ts';

test.each([
  ['one two three', 80, 'one two three'],
  ['one two three', 7, 'one two\nthree'],
  ['one two three', 13, 'one two three'],
  ['one two three', 4, 'one\ntwo\nthree'],
  ['see http://127.0.0.1:4010/api now', 10, 'see\nhttp://127.0.0.1:4010/api\nnow'],
  ['first\nsecond line here', 11, 'first\nsecond line\nhere'],
])('%j in %i columns', (text, width, wrapped) => {
  expect(wrap(text, width)).toBe(wrapped);
});
