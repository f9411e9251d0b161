import type { HttpError } from '../errors.ts';

const duplicate = /duplicate|already (exists|been taken|taken|in use|registered)|must be unique|not unique/i;

/** True where a create was refused because such a record exists. The demo API says so with 400, 403 or 409. */
export function isDuplicate(error: HttpError): boolean {
  if (error.status === 409 && error.method === 'POST') return true;
  return [400, 403, 409, 422].includes(error.status ?? 0) && duplicate.test(error.body ?? '');
}
