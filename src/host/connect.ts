import { OfferedCalls } from '../api/bulk/offered-bulk.ts';
import { type Apis, type OtherApi, openApis } from '../api/open-apis.ts';
import { shownCoordinator } from '../config/machine-settings.ts';
import type { ResolvedApi, ResolvedConfig } from '../config/resolved-config.ts';
import { Coordinator } from '../coordinator/coordinator.ts';
import type { ApiClient, Exchange } from '../http/api-client.ts';
import { type Budget, createBudget } from '../http/budget/budget.ts';
import { createClient } from '../http/client.ts';
import { type ExchangeWatch, observeExchange, type Watched } from '../http/request-watch.ts';
import { createExchange } from '../http/wire/exchange.ts';
import { tokenFieldOf } from '../lib/auth.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { tellWait } from '../lib/progress.ts';
import { provedBefore } from './proved-before.ts';

/** A configuration's coordinator, if it names one. */
export async function openCoordinator({
  coordinator: url,
  baseUrl,
  auth,
}: ResolvedConfig): Promise<Coordinator | undefined> {
  if (url === undefined) return undefined;
  const tell = (says: string): void => tellWait({ for: 'coordinator', says });
  return Coordinator.open({ url, shownUrl: shownCoordinator(url), baseUrl, auth, tell });
}

/** If there is a coordinator, a known limit is kept for all machines. What answers teach, each machine learns for itself. */
function budgetOf(
  { baseUrl, rateLimit, concurrency }: Pick<ResolvedApi, 'baseUrl' | 'rateLimit' | 'concurrency'>,
  { maxWaitMs, timeoutMs }: ResolvedConfig,
  coordinator: Coordinator | undefined,
): Budget {
  const window = rateLimit === undefined ? undefined : coordinator?.window(baseUrl, rateLimit, timeoutMs);
  return createBudget({ rateLimit, window, concurrency: concurrency ?? 'adaptive', maxWaitMs });
}

/** Shared by everything that talks to the configured API: one budget, one login, one knowledge of how late its lists are. */
export interface Connection {
  readonly client: ApiClient;
  readonly apis: Apis;
  /** Closed with the client. */
  readonly coordinator?: Coordinator | undefined;
  /** The run that it is for is told of everything that is sent. */
  readonly watched?: Watched | undefined;
}

export interface ConnectOptions {
  /** What other machines know. @default this process alone */
  readonly coordinator?: Coordinator | undefined;
  /** Sends one request once. @default over undici, as configured */
  readonly exchange?: Exchange | undefined;
  /** Requests that were sent are waited for; an abort only prevents further ones. @default false */
  readonly patient?: boolean | undefined;
  readonly clock?: Clock | undefined;
  /** Stands between the client of each API and what sends: to watch. @default nothing does */
  readonly around?: ((exchange: Exchange) => Exchange) | undefined;
}

/**
 * Connects to the API; sends nothing. From now on the coordinator is the connection's: it is closed with it, or at once if there can be
 * none.
 */
export function connect(config: ResolvedConfig, options: ConnectOptions = {}): Connection {
  return orClose(() => open(config, options), options.coordinator);
}

/** If one cannot be opened, the run ends: then nobody else would close what is open already, and the process would not end. */
export function orClose<T>(make: () => T, opened: { close(): Promise<unknown> } | undefined): T {
  try {
    return make();
  } catch (error) {
    void opened?.close().catch(() => undefined);
    throw error;
  }
}

function open(
  config: ResolvedConfig,
  {
    exchange: inner = openExchange(config),
    patient = false,
    clock = systemClock,
    around = (exchange) => exchange,
    coordinator,
  }: ConnectOptions,
): Connection {
  const exchange = around(inner);
  const { maxWaitMs, maxRetries, auth, login, resources, settleMs, answers } = config;
  const { userAuth, headers, query, limited } = config;
  const budget = budgetOf(config, config, coordinator);
  const watched: Watched = {};
  const client = createClient({
    exchange: patient ? withoutAbort(exchange) : exchange,
    auth,
    login,
    userAuth,
    headers,
    query,
    limited,
    // Another server may give out the tokens.
    exchangeAt: (baseUrl) => openExchange({ ...config, baseUrl }),
    variables: config.credentialVariables,
    budget,
    shareLogin: coordinator?.login(config.baseUrl, auth),
    watched,
    retry: { maxRetries, maxWaitMs },
  });
  const shared = { patient, coordinator, watched, around };
  const others = Object.fromEntries(
    Object.entries(config.apis).map(([name, api]) => [name, connectOther(config, api, shared)]),
  );
  const close = async (): Promise<void> => {
    await Promise.all(
      [client, ...Object.values(others).map((other) => other.client)].map((one) => one.close()),
    );
    await coordinator?.close();
  };
  const apis = openApis(client, resources, {
    clock,
    settleMs,
    answers,
    others,
    userToken: tokenFieldOf(userAuth),
    openapi: config.openapi,
    provedBefore: (resource) => provedBefore(config, resource),
  });
  return { client: { ...client, close }, apis, coordinator, watched };
}

type ForOther = Pick<ConnectOptions, 'patient' | 'coordinator'> &
  Pick<Connection, 'watched'> &
  Pick<ExchangeWatch, 'around'>;

/** One of the configuration's `apis`: a budget, a login and connections of its own. */
function connectOther(
  config: ResolvedConfig,
  api: ResolvedApi,
  { patient, coordinator, watched, around }: ForOther,
): OtherApi {
  const { maxWaitMs, maxRetries } = config;
  const { baseUrl, auth, headers, query, concurrency, answers, limited } = api;
  const wire = { ...config, ca: api.ca ?? config.ca, http2: api.http2 ?? config.http2 };
  const exchange = around(openExchange({ ...wire, baseUrl, concurrency }));
  const client = createClient({
    exchange: patient === true ? withoutAbort(exchange) : exchange,
    auth,
    headers,
    query,
    limited,
    exchangeAt: (elsewhere) => openExchange({ ...wire, baseUrl: elsewhere }),
    variables: config.credentialVariables,
    budget: budgetOf(api, config, coordinator),
    shareLogin: coordinator?.login(baseUrl, auth),
    watched,
    retry: { maxRetries, maxWaitMs },
  });
  return { client, answers, offered: api.openapi && new OfferedCalls(client, api.openapi) };
}

function openExchange({
  baseUrl,
  timeoutMs,
  maxResponseBytes,
  concurrency,
  proxy,
  ca,
  http2,
}: ResolvedConfig): Exchange {
  const maxBytes = maxResponseBytes;
  return observeExchange(
    createExchange({ baseUrl, timeoutMs, maxBytes, connections: concurrency, proxy, ca, http2 }),
  );
}

function withoutAbort(exchange: Exchange): Exchange {
  return { ...exchange, send: (request, options) => exchange.send(request, { accept: options?.accept }) };
}
