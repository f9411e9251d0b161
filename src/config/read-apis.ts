import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import { didYouMean, fields, integer, type Place, text } from '../lib/check.ts';
import { configSays } from '../messages/config.ts';
import { readBaseUrl, readOrigins } from './allow-hosts.ts';
import { readAuth } from './read-auth.ts';
import { readAnswers, readConstants, readRateLimit } from './read-settings.ts';
import type { ResolvedApi } from './resolved-config.ts';
import type { Others } from './setting.ts';
import { readCa, readHttp2, readLimited, readOpenapi } from './wire-settings.ts';

const keys = [
  'baseUrl', 'auth', 'allowHosts', 'rateLimit', 'concurrency', 'headers', 'query', 'answers', 'ca', 'http2', 'openapi', 'limited',
]; // biome-ignore format: a list of names

/** The APIs beside the main one, by name. Each is judged by its own `allowHosts` and by those of the configuration. */
export function readApis(
  value: unknown,
  place: Place,
  { allowHosts, sources: { root } }: Pick<Others, 'allowHosts' | 'sources'>,
): Readonly<Record<string, ResolvedApi>> {
  const written = Object.entries(fields(place, value, Object.keys(Object(value))));
  return Object.fromEntries(
    written.map(([name, api]) => {
      const inside = (key: string): Place => ({
        name: configSays.ofApi(key, name, place.name),
        code: place.code,
      });
      const given = fields({ name: configSays.api(name, place.name), code: place.code }, api, keys);
      const read = <T>(key: string, check: (value: unknown, place: Place) => T): T | undefined =>
        given[key] === undefined ? undefined : check(given[key], inside(key));
      const own = read('allowHosts', readOrigins) ?? [];
      const url = readBaseUrl(text(inside('baseUrl'), given.baseUrl), inside('baseUrl').name, [
        ...allowHosts,
        ...own,
      ]);
      return [
        name,
        {
          baseUrl: url.href,
          auth: read('auth', (auth, at) => readAuth(auth, at, { baseUrl: url })) ?? 'none',
          rateLimit: read('rateLimit', readRateLimit),
          concurrency: read('concurrency', (count, at) => integer(at, count, 1, 1024)),
          headers: read('headers', readConstants('header')) ?? {},
          query: read('query', readConstants('parameter')) ?? {},
          answers: read('answers', readAnswers),
          ca: read('ca', (ca, at) => readCa(ca, at, root)),
          http2: read('http2', readHttp2),
          openapi: read('openapi', readOpenapi),
          limited: read('limited', readLimited),
        },
      ];
    }),
  );
}

/** @throws SeedbedError `SEEDBED_CONFIG` for a resource on an API that the configuration does not have */
export function assertApisKnown(
  resources: readonly AnyResource[],
  apis: Readonly<Record<string, ResolvedApi>>,
): void {
  for (const { name, on } of resources) {
    if (on === undefined || Object.hasOwn(apis, on)) continue;
    const known = Object.keys(apis);
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `${configSays.unknownApi(name, on, known)}${didYouMean(on, known)}`,
    );
  }
}
