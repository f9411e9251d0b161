import { SeedbedError } from '../errors.ts';
import type { Answers } from '../factory/description.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { ApiClient, ClientStats } from '../http/api-client.ts';
import type { Clock } from '../lib/clock.ts';
import { describingSays } from '../messages/describing.ts';
import type { ProofMemory } from './answer-proof.ts';
import { OfferedCalls, type OfferedCallsOptions } from './bulk/offered-bulk.ts';
import { Visibility } from './lists/visibility.ts';
import type { ResourceApi } from './operations.ts';
import { RestApi } from './rest-api.ts';

/** How each resource of a configuration is spoken to: one for everything in a run. */
export interface Apis {
  readonly client: ApiClient;
  /** Of the configuration's other APIs, by name. @default none */
  readonly others?: Readonly<Record<string, OtherApi>>;
  /** @throws SeedbedError `SEEDBED_CONFIG` for a resource that the configuration does not have */
  of(resource: string): ResourceApi;
}

/** One of the configuration's `apis`. */
export interface OtherApi {
  readonly client: ApiClient;
  readonly answers: Answers | undefined;
  /** What its own description offers. @default nothing is looked for */
  readonly offered?: OfferedCalls | undefined;
}

export interface ApisOptions {
  readonly clock: Clock;
  /** How long a server may need to show what it has committed, in ms. */
  readonly settleMs: number;
  /** Where records are in answers, for all resources. */
  readonly answers?: Answers | undefined;
  readonly others?: Readonly<Record<string, OtherApi>> | undefined;
  /** Where the main API's answer to a create has a user's token: see `userAuth.from`. */
  readonly userToken?: string | undefined;
  /** Where the main API describes itself. @default it is not read */
  readonly openapi?: OfferedCallsOptions | undefined;
  /** What earlier runs have proved. @default nothing */
  readonly provedBefore?: ((resource: AnyResource) => ProofMemory) | undefined;
}

export function openApis(
  client: ApiClient,
  resources: readonly AnyResource[],
  { clock, settleMs, answers, others = {}, userToken, openapi, provedBefore }: ApisOptions,
): Apis {
  const apis = new Map<string, RestApi>();
  const offered = openapi && new OfferedCalls(client, openapi);
  for (const resource of resources) {
    const visibility = new Visibility(clock, settleMs);
    const parentOf = (name: string): RestApi | undefined => apis.get(name);
    const at =
      resource.on === undefined ? { client, answers, userToken, offered } : otherApi(others, resource);
    apis.set(
      resource.name,
      new RestApi({ ...at, resource, clock, visibility, parentOf, proved: provedBefore?.(resource) }),
    );
  }
  return {
    client,
    others,
    of(name) {
      const api = apis.get(name);
      if (api === undefined) throw new SeedbedError('SEEDBED_CONFIG', describingSays.noResource(name));
      return api;
    },
  };
}

/** Never the main API instead: what is made on the wrong one could not be found again. */
function otherApi(others: Readonly<Record<string, OtherApi>>, { name, on = '' }: AnyResource): OtherApi {
  const other = Object.hasOwn(others, on) ? others[on] : undefined;
  if (other !== undefined) return other;
  throw new SeedbedError('SEEDBED_CONFIG', describingSays.notConnected(name, on));
}

/** The client that a resource's requests go through. */
export function clientOf(
  { client, others = {} }: Pick<Apis, 'client' | 'others'>,
  { on }: AnyResource,
): ApiClient {
  return on === undefined ? client : (others[on]?.client ?? client);
}

/** What all of a run's APIs have cost so far. */
export function statsOf({ client, others = {} }: Pick<Apis, 'client' | 'others'>): ClientStats {
  const sum = { requests: 0, retries: 0, rateLimited: 0, logins: 0 };
  for (const { stats } of [client, ...Object.values(others).map((other) => other.client)]) {
    sum.requests += stats.requests;
    sum.retries += stats.retries;
    sum.rateLimited += stats.rateLimited;
    sum.logins += stats.logins;
  }
  return sum;
}
