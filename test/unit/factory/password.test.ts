import { expect, test } from 'vitest';
import { strongPassword } from '../../../src/factory/password.ts';

const passwords = Array.from({ length: 1000 }, strongPassword);

test('20 characters of all four classes, none of them mistaken for another', () => {
  for (const password of passwords) {
    expect(password).toMatch(/^[\w!#$%*+=-]{20}$/);
    expect(password).toMatch(/[A-Z]/);
    expect(password).toMatch(/[a-z]/);
    expect(password).toMatch(/[0-9]/);
    expect(password).toMatch(/[!#$%*+=-]/);
    expect(password).not.toMatch(/[0Oo1lI]/);
  }
});

test('no two are alike, and every character of the alphabet comes up', () => {
  expect(new Set(passwords).size).toBe(passwords.length);
  expect(new Set(passwords.join('')).size).toBe(64);
});
