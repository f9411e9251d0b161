import { systemClock } from '../lib/clock.ts';
import { letGo, type PageWords, readWords, type SignInPage, whyHeld } from './sign-in-page.ts';
import type { Traffic } from './sign-in-traffic.ts';

export interface Pressing {
  readonly page: SignInPage;
  readonly traffic: Traffic;
  readonly isThere: () => Promise<boolean>;
  /** What could be read before. */
  readonly before: PageWords;
  /** Fills the form in, and has the page hold back a press that comes too early. */
  readonly fill: () => Promise<void>;
  readonly click: () => Promise<void>;
}

/** How long a page may take to have its scripts listen to a form that it shows already, in ms. */
const readyMs = 8000;
const pauseMs = 250;
/** A page that has heard the button sends something, or shows it, within so long. */
const reactMs = 2500;
const mostUnheard = 2;

/**
 * Presses the button until the page hears it. A page that a server has rendered shows its form before its scripts listen to it, and may
 * empty its fields once they do: pressed too early, the button does nothing, or the browser sends the form by itself, with the password in
 * the address. That is held back.
 *
 * @returns false if the form would still be sent so
 */
export async function pressUntilHeard(pressing: Pressing): Promise<boolean> {
  const { page, traffic, fill, click } = pressing;
  const started = systemClock.now();
  traffic.restart();
  await click();
  let why: ReturnType<typeof whyHeld> = '';
  try {
    for (let unheard = 0; ; ) {
      why = await page.evaluate(whyHeld).catch(() => '' as const);
      if (why === '' && (unheard++ >= mostUnheard || (await reacts(pressing)))) break;
      if (why !== '' && systemClock.now() - started >= readyMs) break;
      if (why !== '') await systemClock.sleep(pauseMs);
      await fill();
      traffic.restart();
      await click();
    }
  } catch {
    // The form went away meanwhile, or its button is locked: what comes of it shows soon.
  }
  await page.evaluate(letGo).catch(() => undefined);
  // A page that empties them each time has its own reasons: what it says of that is told.
  if (why === 'emptied') await click().catch(() => undefined);
  return why !== 'in-address';
}

async function reacts({ page, traffic, isThere, before }: Pressing): Promise<boolean> {
  const unchanged = JSON.stringify(before);
  for (const started = systemClock.now(); systemClock.now() - started < reactMs; ) {
    if (traffic.sent || !(await isThere())) return true;
    // While a page gives way to another, it cannot be read.
    const now = await page.evaluate(readWords).catch(() => undefined);
    if (now === undefined || now.invalid !== '' || JSON.stringify(now) !== unchanged) return true;
    await systemClock.sleep(pauseMs / 2);
  }
  return false;
}
