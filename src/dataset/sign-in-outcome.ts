import { systemClock } from '../lib/clock.ts';
import { datasetSays } from '../messages/dataset.ts';
import { type PageWords, readWords, type SignInField, type SignInPage } from './sign-in-page.ts';
import type { Traffic } from './sign-in-traffic.ts';

/** Why nobody is signed in. */
export interface SignInFailure {
  readonly what: string;
  /** What the page says about it; if nothing, the page's first words are shown. */
  readonly says?: string;
}

interface Submitted {
  readonly page: SignInPage;
  readonly traffic: Traffic;
  readonly field: SignInField;
  /** What could be read before. */
  readonly before: PageWords;
}

/** Longest wait for an application that is still at work, in ms. */
const longest = 30_000;
const lookEvery = 200;
/** How long a page takes to send a request, or to show its answer, in ms. */
const reactMs = 100;
/** Longest wait for an answer once the form is gone, in ms: a page that is in works on other things too. */
const answerMs = 5000;

/**
 * Waits until the form is gone for good, which means signed in: undefined; or until it is clear that it stays, or that the application
 * failed.
 */
export async function comeTo(submitted: Submitted): Promise<SignInFailure | undefined> {
  const { page, traffic, field } = submitted;
  const started = systemClock.now();
  for (;;) {
    const ended = new AbortController();
    const gone = field.waitFor({ state: 'hidden', timeout: longest + 5000 });
    // If it stays, nobody waits for it any more.
    gone.catch(() => undefined);
    const refused = await Promise.race([
      gone.then(() => undefined),
      staying(submitted, started, ended.signal),
    ]);
    ended.abort();
    if (refused !== undefined) return refused;
    const { opened } = traffic;
    if (opened?.failed || isErrorPage(page.url()))
      return { what: datasetSays.nextPageAnswered(opened?.outcome ?? datasetSays.nothing) };
    await page.waitForLoadState('domcontentloaded');
    await settle(traffic);
    if (!(await field.isVisible()) && !traffic.opened?.failed && !isErrorPage(page.url())) return undefined;
  }
}

/** A form that gave way to a spinner may come back, once the answer is there and the page has made something of it. */
async function settle(traffic: Traffic): Promise<void> {
  const since = systemClock.now();
  if (!traffic.sent) await systemClock.sleep(reactMs);
  if (!traffic.busy) return;
  while (traffic.busy && systemClock.now() - since < answerMs) await systemClock.sleep(reactMs / 2);
  await systemClock.sleep(reactMs);
}

/** Looks at a form that stays; resolves only with why. */
async function staying(
  { page, traffic, before }: Submitted,
  started: number,
  ended: AbortSignal,
): Promise<SignInFailure | undefined> {
  while (!ended.aborted) {
    await systemClock.sleep(lookEvery);
    if (ended.aborted) break;
    // While a page gives way to another, it cannot be read.
    const now = await page.evaluate(readWords).catch(() => undefined);
    if (now === undefined) continue;
    const { opened, refused, sent } = traffic;
    const news = newsOf(before, now, { sent });
    const waitedMs = systemClock.now() - started;
    const signs = { ...news, refused: refused !== undefined || opened !== undefined };
    if (!isRefused(signs, { waitedMs, idleMs: traffic.idleMs(), busy: traffic.busy || traffic.loading }))
      continue;
    const what = refused === undefined ? datasetSays.formStays : datasetSays.formStaysAfter(refused);
    return news.says === '' ? { what } : { what, says: news.says };
  }
  return undefined;
}

/** What there is to judge by, besides time. */
interface Signs {
  /** Something was announced as an error, or the browser refuses a field. */
  readonly alert: boolean;
  /** A request was refused, or the form came anew. */
  readonly refused: boolean;
  /** The form reads otherwise than before. */
  readonly changed: boolean;
}

/** Whether a form that is still there will stay. The less a page says, the longer it is given. */
export function isRefused(
  { alert, refused, changed }: Signs,
  { waitedMs, idleMs, busy }: { readonly waitedMs: number; readonly idleMs: number; readonly busy: boolean },
): boolean {
  if (waitedMs >= longest) return true;
  if (busy) return false;
  if (alert) return idleMs >= 1000;
  if (refused) return idleMs >= 2000;
  return idleMs >= (changed ? 4000 : 10_000);
}

/**
 * What a page says now that it did not say before.
 *
 * @param sent Whether the form was sent: a field that the browser finds wrong after that was emptied by the page, and refuses nothing.
 */
export function newsOf(
  before: PageWords,
  now: PageWords,
  { sent }: { readonly sent: boolean },
): { readonly alert: boolean; readonly changed: boolean; readonly says: string } {
  const alerts = now.alerts.filter((line) => !before.alerts.includes(line));
  const lines = now.form.filter((line) => !before.form.includes(line));
  const said = alerts.length > 0 ? alerts : lines;
  const invalid = sent ? '' : now.invalid;
  const says = said.length > 0 ? said.join(' ') : invalid;
  return { alert: alerts.length > 0 || invalid !== '', changed: lines.length > 0, says };
}

/** The browser's own: Chromium's and Firefox's have addresses of their own. */
function isErrorPage(url: string): boolean {
  return /^(chrome-error:|about:neterror)/.test(url);
}
