import { systemClock } from '../lib/clock.ts';
import { datasetSays } from '../messages/dataset.ts';
import type { SignInAnswer, SignInPage, SignInRequest } from './sign-in-page.ts';

/** The requests that a page sends during a sign-in, and their answers. */
export interface Traffic extends Disposable {
  /** Forgets what came before, and counts from now on. */
  restart(): void;
  /** True while a request waits for its answer that may sign in: one that changes something, or opens a page. */
  readonly busy: boolean;
  /** True once there was such a request. */
  readonly sent: boolean;
  /** True while the page loads something after such a request succeeded: a form that is still there may be about to go. */
  readonly loading: boolean;
  /** How long nothing of that kind has happened, in ms. */
  idleMs(): number;
  /** The page that was opened last: how it was answered, or why it was not. */
  readonly opened: Opened | undefined;
  /** The last request that may have signed in and was refused: `POST /login: 401 Unauthorized`. */
  readonly refused: string | undefined;
}

export interface Opened {
  /** `500 Internal Server Error`, `net::ERR_CONNECTION_REFUSED`. */
  readonly outcome: string;
  readonly failed: boolean;
  /** 0 if there was no answer. */
  readonly status: number;
}

export function watchTraffic(page: SignInPage): Traffic {
  const pending = new Set<SignInRequest>();
  const loads = new Set<SignInRequest>();
  let sent = false;
  let succeeded = false;
  let since = systemClock.now();
  let opened: Opened | undefined;
  let refused: string | undefined;
  const begin = (request: SignInRequest): void => {
    if (mayMatter(request)) {
      pending.add(request);
      sent = true;
    } else if (succeeded && loadsPage(request)) loads.add(request);
    else return;
    since = systemClock.now();
  };
  const end = (request: SignInRequest): void => {
    if (pending.delete(request) || loads.delete(request)) since = systemClock.now();
  };
  const answered = (answer: SignInAnswer): void => {
    const request = answer.request();
    const status = answer.status();
    if (opensPage(page, request)) opened = { outcome: outcomeOf(answer), failed: status >= 400, status };
    if (pending.has(request)) succeeded = status < 400;
    if (pending.has(request) && status >= 400)
      refused = `${request.method()} ${pathOf(request.url())}: ${outcomeOf(answer)}`;
    // Not when its body has come too: streams have no end.
    end(request);
  };
  const failed = (request: SignInRequest): void => {
    end(request);
    const why = request.failure()?.errorText ?? datasetSays.noAnswer;
    // A request that gave way to another one has not failed. A request that was answered says more.
    if (/abort/i.test(why) || !opensPage(page, request) || opened?.failed) return;
    opened = { outcome: why, failed: true, status: 0 };
  };
  page.on('request', begin);
  page.on('requestfailed', failed);
  page.on('response', answered);
  return {
    restart() {
      pending.clear();
      loads.clear();
      sent = false;
      succeeded = false;
      since = systemClock.now();
      opened = undefined;
      refused = undefined;
    },
    get sent() {
      return sent;
    },
    get busy() {
      return pending.size > 0;
    },
    get loading() {
      return loads.size > 0;
    },
    idleMs: () => systemClock.now() - since,
    get opened() {
      return opened;
    },
    get refused() {
      return refused;
    },
    [Symbol.dispose]() {
      page.off('request', begin);
      page.off('requestfailed', failed);
      page.off('response', answered);
    },
  };
}

export function outcomeOf(answer: Pick<SignInAnswer, 'status' | 'statusText'>): string {
  return `${answer.status()} ${answer.statusText()}`.trim();
}

function mayMatter(request: SignInRequest): boolean {
  if (request.isNavigationRequest()) return true;
  return (
    ['fetch', 'xhr'].includes(request.resourceType()) &&
    !['GET', 'HEAD', 'OPTIONS'].includes(request.method())
  );
}

/** What a page may need before it shows anything new. Streams and images are no sign of it. */
function loadsPage(request: SignInRequest): boolean {
  return ['fetch', 'xhr', 'script', 'stylesheet'].includes(request.resourceType());
}

function opensPage(page: SignInPage, request: SignInRequest): boolean {
  try {
    return request.isNavigationRequest() && request.frame() === page.mainFrame();
  } catch {
    // A service worker's request has no frame; a page that is only opening has none yet.
    return request.isNavigationRequest();
  }
}

/** Without the query, which may hold a token. */
function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
