import type { IncomingMessage } from 'node:http';
import { escapeText } from '../lib/escape.ts';
import { isLoopback } from '../lib/loopback.ts';
import { Refusal } from './refusal.ts';

/**
 * What a web page somewhere may not do to a server on this machine. A name of the page's own that suddenly leads here (DNS rebinding)
 * would let it read everything: only names that always mean this machine are answered. And a form or a `no-cors` request needs no
 * permission to be sent: what changes something is refused to pages from elsewhere. Applications on other ports of this machine, behind
 * a development server's proxy say, go on working; so does whatever is no browser and sends no `Origin`.
 *
 * @throws Refusal 403.
 */
export function refuseStrangers({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): void {
  const { host, origin } = headers;
  if (host !== undefined && !isThisMachine(`http://${host}`))
    throw new Refusal(
      403,
      `Host: Expected this machine (127.0.0.1, localhost), got "${escapeText(host, 100)}". Call the demo API by its own address.`,
    );
  if (origin === undefined || method === 'GET' || method === 'HEAD' || isThisMachine(origin)) return;
  throw new Refusal(
    403,
    `Origin: Expected a page of this machine (127.0.0.1, localhost), got "${escapeText(origin, 100)}". Only such pages may change data here.`,
  );
}

function isThisMachine(url: string): boolean {
  // `null` is the origin of pages that hide theirs.
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  // Browsers send every name below `localhost` to this machine themselves.
  return isLoopback(hostname) || /\.localhost\.?$/.test(hostname);
}
