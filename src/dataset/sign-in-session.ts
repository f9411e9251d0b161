import type { SeedbedError } from '../errors.ts';
import { datasetSays } from '../messages/dataset.ts';
import { assertUsable, browserCookies, type UserSession } from './browser-session.ts';
import { beginSignIn, type SignInForm } from './sign-in.ts';
import { signInFailure } from './sign-in-failure.ts';
import { keepEntry, type SignInPage } from './sign-in-page.ts';
import { partsIn } from './sign-in-parts.ts';
import { outcomeOf } from './sign-in-traffic.ts';

/**
 * Hands the session of the user's one login to the browser, and opens the application. Sends no password.
 *
 * @throws SeedbedError `SEEDBED_AUTH` if the page is an error page, or still shows the sign-in form; `SEEDBED_CONFIG` if the session is
 * neither in cookies nor in a described storage entry.
 */
export async function signInBySession(
  page: SignInPage,
  form: SignInForm,
  session: UserSession,
  { email, apiOrigin }: { readonly email: string; readonly apiOrigin: string },
): Promise<void> {
  assertUsable(session, datasetSays.sessionUnusable);
  const failed = (what: string): Promise<SeedbedError> => signInFailure(page, { url: form.url, email, what });
  const context = page.context();
  const open = async (): Promise<void> => {
    const answer = await page.goto(form.url);
    if (answer !== null && answer.status() >= 400)
      throw await failed(datasetSays.pageAnswered(outcomeOf(answer)));
  };
  await beginSignIn(page, open);
  await context.addCookies(browserCookies(session, [new URL(form.url).origin, apiOrigin]));
  if (session.entry !== undefined) {
    await open();
    await page.evaluate(keepEntry, session.entry);
  }
  await open();
  await page.waitForLoadState('domcontentloaded');
  if (await partsIn(page, page, form).password.first().isVisible()) throw await failed(datasetSays.stillForm);
}
