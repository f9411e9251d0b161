import { test } from 'seedbed/vitest';
import { describe, expect } from 'vitest';
import '../seedbed.config.ts'; // its types

describe('readers and their loans', { meta: { seed: { readers: { student: 1 }, loans: 3 } } }, () => {
  test('a student has three books', ({ dataset }) => {
    const student = dataset.readers.one('student');
    expect(student.reduced).toBe(true);
    expect(dataset.loans.of(student)).toHaveLength(3);
  });
});
