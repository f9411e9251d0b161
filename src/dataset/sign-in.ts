import { randomUUID } from 'node:crypto';
import type { Credentials } from './credentials.ts';

/** How the application's own sign-in form is found, by what a person reads on it. */
export interface SignInForm {
  /** Where it is; a relative one is resolved against the application's base URL. @default '/' */
  readonly url: string;
  /** Label of the e-mail field. @default 'Email' */
  readonly email: string;
  /** Label of the password field. @default 'Password' */
  readonly password: string;
  /** Name of the button. @default 'Sign in' */
  readonly submit: string;
}

interface Locator {
  fill(value: string): Promise<unknown>;
  click(): Promise<unknown>;
  waitFor(options: { readonly state: 'hidden' }): Promise<unknown>;
  evaluate(inPage: (field: FormField, name: string) => Promise<void>, name: string): Promise<void>;
}

/** The part of a Playwright `Page` that signing in needs. */
export interface SignInPage {
  goto(url: string): Promise<unknown>;
  evaluate(inPage: () => void): Promise<void>;
  exposeFunction(name: string, answer: () => string): Promise<unknown>;
  context(): { clearCookies(): Promise<void> };
  getByLabel(text: string, options: { readonly exact: true }): Locator;
  getByRole(role: 'button', options: { readonly name: string; readonly exact: true }): Locator;
}

/** The part of the browser's own objects that is used inside the page. */
interface FormField {
  readonly constructor: { readonly prototype: object };
  dispatchEvent(event: Event): boolean;
}
interface WebStorage {
  clear(): void;
}

/** Browser contexts that we signed somebody in on: the next one must not find that session. */
const signedIn = new WeakSet<object>();

/**
 * Opens the form, fills the form in and waits until it is gone: an application that refuses keeps it open, and the wait
 * says so. The password goes in by a way that no step's title shows; Playwright's trace still records the page and its requests.
 */
export async function signIn(
  page: SignInPage,
  form: SignInForm,
  { email, password }: Credentials,
): Promise<void> {
  const context = page.context();
  await page.goto(form.url);
  if (signedIn.has(context)) {
    await context.clearCookies();
    await page.evaluate(forgetSession);
    await page.goto(form.url);
  }
  signedIn.add(context);
  const passwordField = page.getByLabel(form.password, { exact: true });
  await page.getByLabel(form.email, { exact: true }).fill(email);
  const name = `seedbed_${randomUUID().replaceAll('-', '')}`;
  await page.exposeFunction(name, once(password));
  await passwordField.evaluate(fillFrom, name);
  await page.getByRole('button', { name: form.submit, exact: true }).click();
  await passwordField.waitFor({ state: 'hidden' });
}

/** Gives the value away to the first who asks: scripts of the page could ask too, later. */
function once(value: string): () => string {
  let left = value;
  return () => {
    const given = left;
    left = '';
    return given;
  };
}

/** Runs in the page. */
function forgetSession(): void {
  const { localStorage, sessionStorage } = globalThis as unknown as Record<
    'localStorage' | 'sessionStorage',
    WebStorage
  >;
  localStorage.clear();
  sessionStorage.clear();
}

/** Runs in the page. Sets the value as typing does, past the property that React and others put before it. */
async function fillFrom(field: FormField, name: string): Promise<void> {
  const ask = (globalThis as unknown as Record<string, () => Promise<string>>)[name];
  const { set } = Object.getOwnPropertyDescriptor(field.constructor.prototype, 'value') ?? {};
  set?.call(field, await ask?.());
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}
