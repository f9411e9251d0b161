import { expect, test } from 'vitest';
import { HttpError, isSeedbedError } from '../../src/errors.ts';

const details = {
  kind: 'status',
  method: 'POST',
  url: 'http://demo.test/api/user',
  status: 422,
  attempts: 2,
  durationMs: 1840,
  body: '{"message":"No."}',
  committed: 'unknown',
} as const;

test('an HttpError says what failed, how often it was tried, and what to do', () => {
  expect(new HttpError('422: No.', details).message).toBe(
    '[POST] http://demo.test/api/user: 422: No. (2 attempts, 1.8 s)',
  );
  expect(new HttpError('422: No.', { ...details, attempts: 1 }, { remedy: 'Try less.' }).message).toBe(
    '[POST] http://demo.test/api/user: 422: No. (1 attempt, 1.8 s). Try less.',
  );
});

test('an HttpError crosses to another process whole', () => {
  const sent = new HttpError('422: No.', details, { code: 'SEEDBED_AUTH', remedy: 'Try less.' });
  const { why, code, message } = sent;
  const wire = JSON.parse(JSON.stringify({ why, code, message, details: sent.details })) as typeof sent;
  const got = new HttpError(wire.why, wire.details, { code: wire.code, message: wire.message });
  expect(isSeedbedError(got, 'SEEDBED_AUTH')).toBe(true);
  expect(got).toMatchObject({ ...details, why, code, message, details });
  expect(got.message).toBe(sent.message);
});
