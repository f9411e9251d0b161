import { once } from 'node:events';
import { readEnvironment } from '../../config/environment.ts';
import { projectFolder } from '../../config/project-folder.ts';
import { readRateLimit } from '../../config/read-settings.ts';
import { type DemoOperator, demoOperator, startDemoApi } from '../../demo/index.ts';
import { expected, integer, type Place } from '../../lib/check.ts';
import { parseDuration } from '../../lib/clock.ts';
import { actionsSay as say } from '../../messages/actions.ts';
import { commandLineSays } from '../../messages/command-line.ts';
import { factText } from '../../report/table.ts';
import { exitCodes, watchInterrupt } from '../endings.ts';
import { print, reportStyle } from '../terminal.ts';

export interface DemoApiFlags {
  readonly port: string;
  readonly db?: string;
  readonly rateLimit?: string;
  readonly retryAfter: boolean;
  readonly rateLimitHeaders?: boolean;
  readonly latency: string;
  readonly tokenTtl: string;
  readonly bulk: boolean;
  readonly laxDelete?: boolean;
  readonly idempotency: boolean;
  readonly duplicateStatus: string;
}

/** Serves the demo API until a signal comes; then running calls end and the database is closed. */
export async function serveDemoApi(flags: DemoApiFlags): Promise<number> {
  const operator = operatorOf(readEnvironment(projectFolder()));
  const limit =
    flags.rateLimit === undefined ? undefined : readRateLimit(flags.rateLimit, place('--rate-limit'));
  const api = await startDemoApi({
    port: integer(place('--port'), flags.port, 0, 65_535),
    db: flags.db,
    operator,
    rateLimit: limit && {
      requests: limit.requests,
      per: limit.perMs,
      retryAfter: flags.retryAfter,
      headers: flags.rateLimitHeaders === true,
    },
    latency: milliseconds('--latency', flags.latency),
    tokenTtl: milliseconds('--token-ttl', flags.tokenTtl),
    bulk: flags.bulk,
    strictDelete: flags.laxDelete !== true,
    idempotency: flags.idempotency,
    duplicateStatus: Number(flags.duplicateStatus) as 400 | 403 | 409,
  });
  using interrupt = watchInterrupt(() => undefined);
  print(introduction(api.url, api.origin, operator));
  await once(interrupt.signal, 'abort');
  await api.close();
  return exitCodes.ok;
}

function introduction(url: string, origin: string, operator: DemoOperator): string {
  const isPublic = operator === demoOperator;
  const { email, password } = operator;
  const facts: [string, string][] = [
    ['API', url],
    [say.page, `${origin}/`],
    ['OpenAPI', `${url}/openapi.json`],
    // Somebody's own password is a secret even here.
    [say.account, isPublic ? say.publicAccount(email, password) : say.ownAccount(email)],
  ];
  const settings = [`DEMO_API_BASE_URL=${url}`];
  if (isPublic) settings.push(`DEMO_API_EMAIL=${operator.email}`, `DEMO_API_PASSWORD=${operator.password}`);
  return [
    `\n${factText(facts, reportStyle())}`,
    `${say.useIt}\n  export ${settings.join(' ')}`,
    say.stopIt,
  ].join('\n\n');
}

function operatorOf({
  DEMO_API_EMAIL: email,
  DEMO_API_PASSWORD: password,
}: ReturnType<typeof readEnvironment>): DemoOperator {
  return email === undefined || password === undefined ? demoOperator : { email, password };
}

/** `50`, `50ms`, `1h`. */
function milliseconds(flag: string, value: string): number {
  const ms = parseDuration(/^\d+$/.test(value) ? `${value}ms` : value);
  return ms ?? expected(place(flag), commandLineSays.duration('50ms, 20s, 1h'), value);
}

function place(name: string): Place {
  return { name, code: 'SEEDBED_CONFIG' };
}
