import { homedir } from 'node:os';
import { join } from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** The user's own folder for sockets, if the system has one. */
export function runtimeFolder(environment: Variables = process.env): string | undefined {
  return environment.XDG_RUNTIME_DIR || undefined;
}

/** The user's home; undefined for a user whom the system does not know, as a container may run under any number. */
export function homeFolder(find: () => string = homedir): string | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

/**
 * The user's own folder for caches; undefined if there is none. Not the system's temporary one, in which others could put something for us to
 * run.
 */
export function cacheFolder(
  environment: Variables = process.env,
  home: string | undefined = homeFolder(),
): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  const caches = process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME;
  if (caches) return join(caches, 'seedbed');
  return home && join(home, '.cache', 'seedbed');
}
