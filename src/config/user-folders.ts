import { homedir } from 'node:os';
import { join } from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** The user's own folder for sockets, where the system has one. */
export function runtimeFolder(environment: Variables = process.env): string | undefined {
  return environment.XDG_RUNTIME_DIR || undefined;
}

/** The user's own folder for caches. Not the system's temporary one, in which others could put something for us to run. */
export function cacheFolder(environment: Variables = process.env): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  const home = process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME;
  return join(home || join(homedir(), '.cache'), 'seedbed');
}
