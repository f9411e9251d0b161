import type { Credentials } from './dataset.ts';

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
}

/** The part of a Playwright `Page` that signing in needs. */
export interface SignInPage {
  goto(url: string): Promise<unknown>;
  getByLabel(text: string, options: { readonly exact: true }): Locator;
  getByRole(role: 'button', options: { readonly name: string; readonly exact: true }): Locator;
}

/** Fills the form in and waits until it is gone: an application that refuses keeps it open, and the wait says so. */
export async function signIn(
  page: SignInPage,
  form: SignInForm,
  { email, password }: Credentials,
): Promise<void> {
  await page.goto(form.url);
  const passwordField = page.getByLabel(form.password, { exact: true });
  await page.getByLabel(form.email, { exact: true }).fill(email);
  await passwordField.fill(password);
  await page.getByRole('button', { name: form.submit, exact: true }).click();
  await passwordField.waitFor({ state: 'hidden' });
}
