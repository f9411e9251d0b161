import { channel, subscribe } from 'node:diagnostics_channel';
import { HttpError } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { formatDuration } from '../lib/duration.ts';
import { escapeText } from '../lib/escape.ts';
import { failuresSay } from '../messages/failures.ts';
import type { Exchange } from './api-client.ts';

const { now } = systemClock;
const name = 'seedbed:request';
const requests = channel(name);

/** Tells `node:diagnostics_channel` of each attempt; costs nothing while nobody listens. */
export function observeExchange(exchange: Exchange): Exchange {
  return {
    ...exchange,
    send(request, options) {
      const sent = exchange.send(request, options);
      if (!requests.hasSubscribers) return sent;
      const started = now();
      const tell = (what: string): void => {
        const path = request.path.replace(/\?.*/, '');
        requests.publish(`${request.method} ${path}: ${what} (${formatDuration(now() - started)})`);
      };
      sent.then(
        ({ status, statusText = '' }) => tell(escapeText(`${status} ${statusText}`.trimEnd())),
        (error: unknown) => tell(error instanceof HttpError ? error.why : failuresSay.aborted),
      );
      return sent;
    },
  };
}

/** Has every attempt told in one line: method, path, outcome, duration. Never headers or bodies, which hold secrets. */
export function onRequest(listen: (line: string) => void): void {
  subscribe(name, (line) => listen(String(line)));
}
