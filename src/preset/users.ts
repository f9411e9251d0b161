import * as v from 'valibot';
import { type DefinedResource, defineResource } from '../factory/define-resource.ts';
import { serverFields } from '../factory/definition.ts';
import { buildingSays as say } from '../messages/building.ts';
import { buildUser as buildFirst } from './generator-1/build-user.ts';
import { buildUser, type UserAttributes } from './people/build-user.ts';

export type { UserAttributes } from './people/build-user.ts';

export type UserTrait = 'admin' | 'member' | 'owner' | 'viewer';

const text = v.pipe(
  v.string(),
  v.nonEmpty(() => say.filledText),
);

const schema = v.object({
  name: text,
  first_name: text,
  last_name: text,
  email: v.pipe(
    v.string(),
    v.email(() => say.emailAddress),
    v.maxLength(254),
  ),
  password: v.pipe(v.string(), v.minLength(8)),
  phone: text,
  street: text,
  zip_code: v.string(),
  city: text,
  job: text,
  birth_date: v.pipe(
    v.string(),
    v.isoDate(() => say.day),
  ),
  role: text,
});

/** Users of the demo API: `POST /user`, found again by e-mail. */
export const users: DefinedResource<{
  name: 'users';
  attributes: UserAttributes;
  record: Readonly<Omit<UserAttributes, 'password'> & { id: number; created_at: number }>;
  params: Record<never, never>;
  traits: UserTrait;
  parents: never;
}> = defineResource({
  name: 'users',
  path: '/user',
  key: 'email',
  secrets: ['password'],
  preview: { id: 'id', name: 'name', email: 'email' },
  server: serverFields<{ created_at: number }>(),
  schema,
  build: (context): UserAttributes => (context.generator === 1 ? buildFirst(context) : buildUser(context)),
  traits: {
    admin: { role: 'admin' },
    member: { role: 'member' },
    owner: { role: 'owner' },
    viewer: { role: 'viewer' },
  },
  toRequest: ({ name, email, password }) => ({ name, email, password }),
});
