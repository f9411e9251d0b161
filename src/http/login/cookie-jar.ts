import type { Cookie } from '../../lib/auth.ts';
import { splitQuery } from '../../lib/base-url.ts';
import type { ApiResponse } from '../api-client.ts';

/**
 * The cookies of one session on one origin. A `Domain` is of no use on one origin, and is not looked at. A cookie without `Path` is sent
 * everywhere: a browser would send one from `/auth/login` only below `/auth`, which no API means.
 */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();
  readonly #wall: () => number;

  /** @param wall the time in epoch ms */
  constructor(wall: () => number) {
    this.#wall = wall;
  }

  /** Takes the cookies of an answer in. @returns the names of those it set, without those it took away. */
  store({ headers }: Pick<ApiResponse, 'headers'>): string[] {
    const lines = headers['set-cookie']?.split('\n') ?? [];
    // The server's clock may be hours away from ours.
    const sent = Date.parse(headers.date ?? '');
    const skew = Number.isNaN(sent) ? 0 : this.#wall() - sent;
    return lines.flatMap((line) => {
      const cookie = parseCookie(line, this.#wall(), skew);
      if (cookie === undefined) return [];
      this.#cookies.delete(keyOf(cookie));
      if (this.#isOver(cookie)) return [];
      this.#cookies.set(keyOf(cookie), cookie);
      return [cookie.name];
    });
  }

  get all(): readonly Cookie[] {
    return [...this.#cookies.values()].filter((cookie) => !this.#isOver(cookie));
  }

  /** Its value, as it came. */
  value(name: string): string | undefined {
    return this.all.findLast((cookie) => cookie.name === name)?.value;
  }

  /** The `Cookie` header for a path on the origin; undefined if no cookie goes there. The longest path comes first. */
  header(path: string): string | undefined {
    const [pathname] = splitQuery(path);
    const sent = this.all
      .filter((cookie) => covers(cookie.path, pathname))
      .sort((a, b) => b.path.length - a.path.length);
    return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  #isOver({ expires }: Cookie): boolean {
    return expires !== -1 && expires * 1000 <= this.#wall();
  }
}

function keyOf({ name, path }: Cookie): string {
  return `${name} ${path}`;
}

function covers(cookiePath: string, path: string): boolean {
  if (!path.startsWith(cookiePath)) return false;
  return cookiePath.endsWith('/') || ['/', undefined].includes(path[cookiePath.length]);
}

function parseCookie(line: string, wall: number, skew: number): Cookie | undefined {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const cut = pair.indexOf('=');
  if (cut < 1) return undefined;
  const said = new Map(
    attributes.map((attribute) => {
      const [name = '', ...value] = attribute.split('=');
      return [name.trim().toLowerCase(), value.join('=').trim()] as const;
    }),
  );
  const path = said.get('path');
  const sameSite = said.get('samesite')?.toLowerCase();
  return {
    name: pair.slice(0, cut).trim(),
    value: pair.slice(cut + 1).trim(),
    path: path?.startsWith('/') ? path : '/',
    expires: expiryOf(said, wall, skew),
    httpOnly: said.has('httponly'),
    secure: said.has('secure'),
    sameSite: sameSite === 'strict' ? 'Strict' : sameSite === 'none' ? 'None' : 'Lax',
  };
}

/** `Max-Age` wins over `Expires`, and what cannot be read counts as not said. */
function expiryOf(said: ReadonlyMap<string, string>, wall: number, skew: number): number {
  const age = said.get('max-age');
  if (age !== undefined && /^-?\d+$/.test(age)) return Number(age) <= 0 ? 0 : wall / 1000 + Number(age);
  const date = Date.parse(said.get('expires') ?? '');
  return Number.isNaN(date) ? -1 : Math.max(0, (date + skew) / 1000);
}
