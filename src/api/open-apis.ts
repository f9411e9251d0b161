import { SeedbedError } from '../errors.ts';
import type { Answers } from '../factory/description.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { ApiClient } from '../http/api-client.ts';
import type { Clock } from '../lib/clock.ts';
import type { ResourceApi } from './operations.ts';
import { RestApi } from './rest-api.ts';
import { Visibility } from './visibility.ts';

/** How each resource of a configuration is spoken to: one for everything in a run. */
export interface Apis {
  readonly client: ApiClient;
  /** @throws SeedbedError `SEEDBED_CONFIG` for a resource that the configuration does not have */
  of(resource: string): ResourceApi;
}

export interface ApisOptions {
  readonly clock: Clock;
  /** How long a server may need to show what it has committed, in ms. */
  readonly settleMs: number;
  /** Where records are in answers, for all resources. */
  readonly answers?: Answers | undefined;
}

export function openApis(
  client: ApiClient,
  resources: readonly AnyResource[],
  { clock, settleMs, answers }: ApisOptions,
): Apis {
  const apis = new Map<string, RestApi>();
  for (const resource of resources) {
    const visibility = new Visibility(clock, settleMs);
    const parentOf = (name: string): RestApi | undefined => apis.get(name);
    apis.set(resource.name, new RestApi({ client, resource, answers, clock, visibility, parentOf }));
  }
  return {
    client,
    of(name) {
      const api = apis.get(name);
      if (api === undefined)
        throw new SeedbedError('SEEDBED_CONFIG', `The configuration has no resource "${name}".`);
      return api;
    },
  };
}
