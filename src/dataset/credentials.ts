import type { LoginUser } from '../lib/auth.ts';
import { datasetSays } from '../messages/dataset.ts';
import type { SeededRecord } from './snapshot.ts';

/** E-mail and password of a seeded user. */
export interface Credentials {
  /** Whatever the user signs in with: a user name too, if the resource says so. */
  readonly email: string;
  readonly password: string;
}

/** Which fields of records users sign in with. */
export interface UserFields {
  /** By resource, what stands for e-mail and password. @default email and password */
  readonly credentials: Readonly<Record<string, { readonly email: string; readonly password: string }>>;
  /** The field with a token that the create answered; then nothing else is needed. */
  readonly token?: string | undefined;
}

/** Throws a TypeError for what is no user of the dataset. */
export function credentialsOf(
  seeded: SeededRecord | undefined,
  users: UserFields,
  namespace: string,
): Credentials {
  const found = findCredentials(seeded, users);
  if (found !== undefined) return found;
  const { email, password } = fieldsOf(seeded, users);
  const got =
    seeded === undefined
      ? datasetSays.notARecord
      : datasetSays.noCredentials(nameOf(seeded), email, password);
  throw new TypeError(datasetSays.aUser(namespace, got));
}

/** The same with all of the record, as the functions of a login get it. */
export function loginUserOf(
  seeded: SeededRecord | undefined,
  users: UserFields,
  namespace: string,
): LoginUser {
  const hasToken = users.token !== undefined && typeof seeded?.fields[users.token] === 'string';
  const found = findCredentials(seeded, users) ?? (hasToken ? { email: '', password: '' } : undefined);
  const { email, password } = found ?? credentialsOf(seeded, users, namespace);
  return { email, password, record: { ...seeded?.fields, ...seeded?.secrets } };
}

/** `users[0]`. */
export function nameOf(seeded: SeededRecord | undefined): string {
  return seeded === undefined ? 'nobody' : `${seeded.resource}[${seeded.index}]`;
}

function fieldsOf(seeded: SeededRecord | undefined, { credentials }: UserFields): Credentials {
  return credentials[seeded?.resource ?? ''] ?? { email: 'email', password: 'password' };
}

function findCredentials(seeded: SeededRecord | undefined, users: UserFields): Credentials | undefined {
  const names = fieldsOf(seeded, users);
  const email = seeded?.fields[names.email];
  const password = seeded?.secrets[names.password];
  if (typeof email !== 'string' || password === undefined || password === '') return undefined;
  return { email, password };
}
