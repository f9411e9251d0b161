import { duplicate, Refusal } from '../refusal.ts';
import { type Backend, type Route, route } from '../route.ts';
import { credentialsSchema, sessionSchema, signUpSchema, type User, userSchema } from '../schemas.ts';
import { hashPassword, verifyPassword } from '../sessions.ts';
import type { Account } from '../store/users.ts';

/** `/auth/signup`, `/auth/login`, `/auth/me`. */
export function authRoutes({ store, sessions, settings, now }: Backend): Route[] {
  return [
    route({
      method: 'POST',
      path: '/auth/signup',
      name: 'signUp',
      summary: 'Make an account and sign in. The user is read with /auth/me.',
      open: true,
      body: signUpSchema,
      answer: sessionSchema,
      refusals: [settings.duplicateStatus],
      async run({ body }) {
        const password = await hashPassword(body.password);
        const user = store.users.add({ ...body, password, created_at: now() });
        if (user === undefined) throw duplicate(settings.duplicateStatus);
        return { authToken: sessions.open(user.id) };
      },
    }),
    route({
      method: 'POST',
      path: '/auth/login',
      name: 'logIn',
      summary: 'Sign in.',
      open: true,
      body: credentialsSchema,
      answer: sessionSchema,
      refusals: [403],
      async run({ body }) {
        const account = store.users.findByEmail(body.email);
        const right = await verifyPassword(body.password, account?.password);
        if (account === undefined || !right) throw new Refusal(403, 'Invalid Credentials.');
        return { authToken: sessions.open(account.id) };
      },
    }),
    route({
      method: 'GET',
      path: '/auth/me',
      name: 'whoAmI',
      summary: 'The signed-in user.',
      answer: userSchema,
      run({ account }) {
        if (account === undefined) throw new Refusal(401, 'Authentication required.');
        return shown(account);
      },
    }),
  ];
}

/** An account as others may see it. */
export function shown({ id, created_at, name, email }: Account): User {
  return { id, created_at, name, email };
}
