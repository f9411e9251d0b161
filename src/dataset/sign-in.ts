import { randomUUID } from 'node:crypto';
import type { SeedbedError } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { datasetSays } from '../messages/dataset.ts';
import type { Credentials } from './credentials.ts';
import { signInFailure } from './sign-in-failure.ts';
import { comeTo } from './sign-in-outcome.ts';
import {
  asksForPassword,
  fillFrom,
  forgetSession,
  holdUnready,
  isFilled,
  readWords,
  type SignInField,
  type SignInPage,
} from './sign-in-page.ts';
import { type FormParts, formParts, partsIn } from './sign-in-parts.ts';
import { pressUntilHeard } from './sign-in-press.ts';
import { outcomeOf, type Traffic, watchTraffic } from './sign-in-traffic.ts';

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
  /** Whether the form is filled in, or the browser gets the API's session. @default 'form' */
  readonly through?: 'form' | 'session' | undefined;
}

/** Longest wait for the form, in ms. A page that has loaded all it wants and shows no form is waited for much shorter. */
const formMs = 20_000;
const idleMs = 2000;
/** Longest wait for a field or button of a form that is there, in ms. */
const fieldMs = 5000;
/** How often the form is filled in: a field of some other kind may never show what was typed. */
const mostFills = 3;
/** How often an e-mail is sent that the password is asked for after, and how long it is waited for then, in ms. */
const mostSteps = 2;
const stepMs = 4000;

/** Browser contexts on which we signed a user in: the next one must not find that session. */
const signedIn = new WeakSet<object>();

/**
 * Opens the form, fills it in and waits until it is gone. The password goes in by a way that no step's title shows; Playwright's trace
 * still records the page and its requests.
 *
 * @throws SeedbedError `SEEDBED_AUTH` as soon as it is clear that it failed: the page is an error page or shows no such form, the login is
 * refused, the application fails after it. The message says what the page says.
 */
export async function signIn(page: SignInPage, form: SignInForm, user: Credentials): Promise<void> {
  using traffic = watchTraffic(page);
  const attempt = new Attempt(page, form, user, traffic);
  await attempt.open();
  if (await beginSignIn(page, async () => undefined)) await attempt.open();
  await attempt.findForm();
  await attempt.fill();
  await attempt.submit();
}

/** Forgets the session of the user that was signed in before. @returns whether there was one. @param open opens a page of the application */
export async function beginSignIn(page: SignInPage, open: () => Promise<void>): Promise<boolean> {
  const context = page.context();
  const isAgain = signedIn.has(context);
  if (isAgain) {
    await context.clearCookies();
    await open();
    await page.evaluate(forgetSession);
  }
  signedIn.add(context);
  return isAgain;
}

class Attempt {
  readonly #page: SignInPage;
  readonly #form: SignInForm;
  readonly #user: Credentials;
  readonly #traffic: Traffic;
  /** Any that is shown, whatever form it is in. */
  readonly #password: SignInField;
  #parts: FormParts;
  #isInSteps = false;
  #answer = { status: 0, outcome: '' };

  constructor(page: SignInPage, form: SignInForm, user: Credentials, traffic: Traffic) {
    this.#page = page;
    this.#form = form;
    this.#user = user;
    this.#traffic = traffic;
    this.#parts = partsIn(page, page, form);
    this.#password = this.#parts.password.first();
  }

  async open(): Promise<void> {
    this.#traffic.restart();
    try {
      const answer = await this.#page.goto(this.#form.url);
      this.#answer = { status: answer?.status() ?? 0, outcome: answer === null ? '' : outcomeOf(answer) };
    } catch (error) {
      if (isEnd(error)) throw error;
      // Chromium shows a page of its own for an error without a body, and has Playwright throw; the answer says more.
      const { outcome = firstLine(error) } = this.#traffic.opened ?? {};
      throw await this.#failed(datasetSays.cannotOpen(outcome), error);
    }
  }

  /** A server's error page shows a form at once or never; others may have to build it, whatever their status. */
  async findForm(): Promise<void> {
    const { status, outcome } = this.#answer;
    const there = status >= 500 ? await this.#password.isVisible() : await this.#appears();
    if (there || (status < 400 && (await this.#comesAfterEmail()))) {
      this.#parts = await formParts(this.#page, this.#form);
      return;
    }
    if (status >= 400) throw await this.#failed(datasetSays.pageAnswered(outcome));
    throw await this.#failed(datasetSays.noField(this.#form.password));
  }

  /** Some forms ask for the e-mail first, and for the password once it was sent. Not if there is a password field by another name. */
  async #comesAfterEmail(): Promise<boolean> {
    for (let tries = 0; tries < mostSteps; tries++) {
      if (await this.#page.evaluate(asksForPassword)) return false;
      const { email: field } = this.#parts;
      if (!(await field.isVisible())) break;
      this.#isInSteps = true;
      const { email } = this.#user;
      await field.fill(email, { timeout: fieldMs }).catch(() => undefined);
      await field.press('Enter', { timeout: fieldMs }).catch(() => undefined);
      if (await this.#isShownWithin(stepMs)) return true;
    }
    return this.#isInSteps && this.#isShownWithin(stepMs);
  }

  /** Both fields, and again if the page has emptied one meanwhile, as it may do when its scripts begin to listen. */
  async fill(): Promise<void> {
    const { email, password } = this.#parts;
    for (let tries = 0; tries < mostFills; tries++) {
      const hasEmail = !this.#isInSteps || (await email.isVisible());
      if (hasEmail)
        await this.#do(datasetSays.cannotUseField(this.#form.email), () =>
          email.fill(this.#user.email, { timeout: fieldMs }),
        );
      const name = `seedbed_${randomUUID().replaceAll('-', '')}`;
      await this.#page.exposeFunction(name, once(this.#user.password));
      await this.#do(datasetSays.cannotUseField(this.#form.password), () =>
        password.evaluate(fillFrom, name, { timeout: fieldMs }),
      );
      await this.#page.evaluate(holdUnready);
      const fields = hasEmail ? [email, password] : [password];
      const filled = await Promise.all(
        fields.map((field) => field.evaluate(isFilled, '', { timeout: fieldMs })),
      );
      if (!filled.includes(false)) return;
    }
  }

  async submit(): Promise<void> {
    const before = await this.#page.evaluate(readWords);
    const { submit } = this.#parts;
    const wasHeard = await pressUntilHeard({
      page: this.#page,
      traffic: this.#traffic,
      isThere: () => this.#password.isVisible(),
      before,
      fill: () => this.fill(),
      click: () =>
        this.#do(datasetSays.cannotUseButton(this.#form.submit), () => submit.click({ timeout: fieldMs })),
    });
    if (!wasHeard) throw await this.#failed(datasetSays.notTakenOver);
    const why = await comeTo({ page: this.#page, traffic: this.#traffic, field: this.#password, before });
    if (why !== undefined) throw await this.#failed(why.what, undefined, why.says);
  }

  async #appears(): Promise<boolean> {
    const appears = this.#isShownWithin(formMs);
    // A page that keeps a connection busy is never idle.
    const isIdle = this.#page.waitForLoadState('networkidle').then(
      () => systemClock.sleep(idleMs).then(() => this.#password.isVisible()),
      () => appears,
    );
    // Whichever comes second has nobody who hears it fail.
    appears.catch(() => undefined);
    isIdle.catch(() => undefined);
    return Promise.race([appears, isIdle]);
  }

  #isShownWithin(timeout: number): Promise<boolean> {
    return this.#password.waitFor({ state: 'visible', timeout }).then(
      () => true,
      (error: unknown) => {
        if (isTimeout(error)) return false;
        throw error;
      },
    );
  }

  async #do(failure: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!isTimeout(error)) throw error;
      throw await this.#failed(failure, error);
    }
  }

  #failed(what: string, cause?: unknown, says?: string): Promise<SeedbedError> {
    const { email, password } = this.#user;
    const { url } = this.#form;
    return signInFailure(this.#page, { url, email, what, says, secrets: [password], cause });
  }
}

/** Gives the value only to the first script that asks, because scripts of the page could ask later. */
function once(value: string): () => string {
  let left = value;
  return () => {
    const given = left;
    left = '';
    return given;
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

/** The test or its page ended meanwhile: nothing to tell about the application. */
function isEnd(error: unknown): boolean {
  return error instanceof Error && /has been closed|test ended|crashed/i.test(error.message);
}

/** `page.goto: net::ERR_CONNECTION_REFUSED at http://…` without the log of calls below it. */
function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.replace(/^page\.goto: /, '');
}
