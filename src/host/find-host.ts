import { chooseLanguage } from '../config/choose-language.ts';
import type { SeedbedConfig } from '../config/config.ts';
import type { Host } from './host.ts';
import { connectHost } from './socket/remote-host.ts';

/**
 * The run's host if a global set-up started one, else one in this process. That one is loaded when used: a worker that only talks to a host
 * loads neither Faker nor an HTTP client. A configuration in code holds functions, which cannot be sent to another process, so it always
 * gets a host in this one.
 */
export async function findHost(
  address: string | undefined,
  root: string,
  explicit?: SeedbedConfig,
): Promise<Host> {
  chooseLanguage({});
  if (address !== undefined && explicit === undefined) return connectHost(address);
  return (await import('./open-run.ts')).startRun(root, explicit);
}
