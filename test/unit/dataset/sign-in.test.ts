import { expect, test } from 'vitest';
import { type SignInPage, signIn } from '../../../src/dataset/sign-in.ts';

const form = { url: 'http://app.test/login', email: 'E-mail', password: 'Mot de passe', submit: 'Entrer' };
const user = { email: 'a@example.com', password: 'pw-canary' };

/** Says what was asked of it; the password field takes its value as a browser's does. */
function fakePage(): { page: SignInPage; steps: string[]; values: Record<string, string> } {
  const steps: string[] = [];
  const values: Record<string, string> = {};
  const exposed = globalThis as unknown as Record<string, () => string>;
  const locator = (name: string): ReturnType<SignInPage['getByLabel']> => ({
    fill: async (value) => {
      steps.push(`fill ${name}`);
      values[name] = value;
    },
    click: async () => steps.push(`click ${name}`),
    waitFor: async ({ state }) => steps.push(`wait until ${name} is ${state}`),
    evaluate: async (inPage, given) => {
      class Field extends EventTarget {
        set value(value: string) {
          values[name] = value;
        }
      }
      await inPage(new Field(), given);
      values['asked again'] = exposed[given]?.() ?? 'gone';
      delete exposed[given];
    },
  });
  const context = { clearCookies: async () => void steps.push('clear cookies') };
  const page: SignInPage = {
    goto: async (url) => steps.push(`goto ${url}`),
    evaluate: async () => void steps.push('forget session'),
    exposeFunction: async (name, answer) => {
      exposed[name] = answer;
    },
    context: () => context,
    getByLabel: locator,
    getByRole: (role, { name }) => locator(`${role} ${name}`),
  };
  return { page, steps, values };
}

test('fills the form in by what a person reads on it, and waits until it is gone', async () => {
  const { page, steps, values } = fakePage();
  await signIn(page, form, user);
  expect(steps).toEqual([
    'goto http://app.test/login',
    'fill E-mail',
    'click button Entrer',
    'wait until Mot de passe is hidden',
  ]);
  expect(values).toEqual({ 'E-mail': user.email, 'Mot de passe': user.password, 'asked again': '' });
});

test('signs the one before out first, in the same browser context', async () => {
  const { page, steps } = fakePage();
  await signIn(page, form, user);
  steps.length = 0;
  await signIn(page, form, { ...user, email: 'b@example.com' });
  expect(steps.slice(0, 4)).toEqual([
    'goto http://app.test/login',
    'clear cookies',
    'forget session',
    'goto http://app.test/login',
  ]);
});

test('the password is in nothing the page is asked by name', async () => {
  const { page, steps } = fakePage();
  await signIn(page, form, user);
  expect(steps.join()).not.toContain(user.password);
});
