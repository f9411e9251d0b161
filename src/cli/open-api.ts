import type { ResolvedConfig } from '../config/resolve-config.ts';
import { openClient, openExchange } from '../host/start-host.ts';
import type { ApiClient, Exchange } from '../http/types.ts';

/** A client whose requests, once on their way, are waited for: a Ctrl-C only keeps further ones from starting. */
export function openPatientClient(config: ResolvedConfig): ApiClient {
  const exchange = openExchange(config);
  const patient: Exchange = {
    ...exchange,
    send: (request, options) => exchange.send(request, { accept: options?.accept }),
  };
  return openClient(config, patient);
}

/**
 * A token that was given may have expired, and nothing renews it: one look before a batch of creates that are all refused.
 * A log-in needs none, for it comes before everything else. APIs without `/auth/me` are taken at their word.
 *
 * @throws SeedbedError `SEEDBED_AUTH` where the token is refused, `SEEDBED_UNREACHABLE` where the API is down.
 */
export async function checkToken(
  config: ResolvedConfig,
  client: ApiClient,
  signal: AbortSignal,
): Promise<void> {
  if (typeof config.auth !== 'object' || !('token' in config.auth)) return;
  await client.request({ method: 'GET', path: '/auth/me' }, { signal, accept: [404, 405] });
}
