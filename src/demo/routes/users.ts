import { array, union } from 'valibot';
import { duplicate, notFound, Refusal } from '../refusal.ts';
import { type Backend, type Route, route } from '../route.ts';
import {
  failureSchema,
  type NewUser,
  newUserSchema,
  nothingSchema,
  type User,
  userChangesSchema,
  userSchema,
} from '../schemas.ts';
import { hashPassword } from '../sessions.ts';
import type { Account, NewAccount } from '../store/users.ts';
import { shown } from './auth.ts';
import { addEach } from './bulk.ts';

/** `/user`, `/user/{id}`, `/user/bulk`. */
export function userRoutes({ store, settings, now }: Backend): Route[] {
  const { users, vms } = store;
  const prepare = async ({ name, email, password }: NewUser): Promise<Omit<NewAccount, 'created_at'>> => ({
    name,
    email,
    password: password === undefined ? null : await hashPassword(password),
  });
  const add = (account: Omit<NewAccount, 'created_at'>): User => {
    const user = users.add({ ...account, created_at: now() });
    if (user === undefined) throw duplicate(settings.duplicateStatus);
    return user;
  };
  const find = (id: number): Account => {
    const account = users.find(id);
    if (account === undefined) throw notFound('user', id);
    return account;
  };
  const findOrdinary = (id: number): Account => {
    const account = find(id);
    if (account.operator === 1) throw new Refusal(403, 'The operator account cannot be changed or deleted.');
    return account;
  };

  return [
    route({
      method: 'GET',
      path: '/user',
      name: 'listUsers',
      summary: 'All users, oldest first. The operator is not among them.',
      paged: true,
      answer: array(userSchema),
      run({ slice, header }) {
        header('x-total-count', String(users.count()));
        return users.list(slice);
      },
    }),
    route({
      method: 'GET',
      path: '/user/{id}',
      name: 'getUser',
      summary: 'One user.',
      answer: userSchema,
      refusals: [404],
      run: ({ id }) => shown(find(id)),
    }),
    route({
      method: 'POST',
      path: '/user',
      name: 'createUser',
      summary: 'Create a user. Without a password the user cannot log in.',
      body: newUserSchema,
      answer: userSchema,
      refusals: [settings.duplicateStatus],
      run: async ({ body }) => add(await prepare(body)),
    }),
    route({
      method: 'POST',
      path: '/user/bulk',
      name: 'createUsers',
      summary: 'Create up to 1000 users. The answer has one item for each, in order: the user, or the error.',
      body: array(newUserSchema),
      perItem: true,
      answer: array(union([userSchema, failureSchema])),
      run: ({ body }) => addEach(body, { schema: newUserSchema, prepare, add, together: store.together }),
    }),
    route({
      method: 'PATCH',
      path: '/user/{id}',
      name: 'changeUser',
      summary: 'Change some fields of a user.',
      body: userChangesSchema,
      answer: userSchema,
      refusals: [403, 404, settings.duplicateStatus],
      async run({ id, body }) {
        const password = body.password === undefined ? null : await hashPassword(body.password);
        findOrdinary(id); // only now: while hashing, the user may have gone
        const changed = users.change(id, { name: body.name ?? null, email: body.email ?? null, password });
        if (changed === undefined) throw duplicate(settings.duplicateStatus);
        return changed;
      },
    }),
    route({
      method: 'DELETE',
      path: '/user/{id}',
      name: 'deleteUser',
      summary: settings.strictDelete
        ? 'Delete a user who owns no VM.'
        : 'Delete a user. Their VMs stay, without an owner.',
      answer: nothingSchema,
      refusals: settings.strictDelete ? [403, 404, 409] : [403, 404],
      run({ id }) {
        findOrdinary(id);
        const owned = settings.strictDelete ? vms.countOf(id) : 0;
        if (owned > 0) throw new Refusal(409, `User ${id} still owns VMs (${owned}): delete them first.`);
        users.remove(id);
        return {};
      },
    }),
  ];
}
