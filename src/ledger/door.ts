import { closeSync, constants, lstatSync, openSync, renameSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';

/**
 * A listening socket beside a ledger, which only the owner of the ledger holds: what lets another container of the same machine see whether
 * that process is still there. The kernel keeps it open while the process is stopped, debugged, frozen or busy, and shuts it when it ends,
 * however it ends. Nothing is ever said through it.
 */
export interface Door {
  /** Device and inode: in a copy of the folder they differ, so its door says nothing about the owner. */
  readonly mark: string;
  close(): void;
}

/** The file of a ledger's door. */
export function doorOf(ledgerFile: string): string {
  return ledgerFile.replace(/(\.ndjson)?$/, '.sock');
}

/** Opens it. Undefined if there are no pid namespaces, which are what it is for, or no sockets in this folder. */
export function openDoor(ledgerFile: string): Door | undefined {
  if (process.platform !== 'linux') return undefined;
  const file = doorOf(ledgerFile);
  const draft = join(dirname(file), `.${basename(file)}`);
  const server = createServer((visitor) => visitor.destroy())
    .on('error', () => undefined)
    .unref();
  try {
    return inFolder(draft, (path) => {
      server.listen({ path, exclusive: true });
      if (!server.listening) return undefined;
      // libuv removes what it has bound when the process ends well. If it was renamed, it stays, and nobody answers at it.
      renameSync(draft, file);
      return { mark: markOf(file), close: () => void server.close() };
    });
  } catch {
    server.close();
    rmSync(draft, { force: true });
    return undefined;
  }
}

/**
 * `open`: a process holds it. `shut`: no process does any more; this is a proof only if both saw the same kernel. `unknown`: it is not
 * there, or not the one with this mark, or cannot be tried.
 */
export async function knock(
  ledgerFile: string,
  mark: string | undefined,
): Promise<'open' | 'shut' | 'unknown'> {
  const file = doorOf(ledgerFile);
  if (mark === undefined || process.platform !== 'linux') return 'unknown';
  try {
    if (markOf(file) !== mark) return 'unknown';
    return await inFolder(file, (path) => tryDoor(path));
  } catch {
    return 'unknown';
  }
}

function tryDoor(path: string): Promise<'open' | 'shut' | 'unknown'> {
  return new Promise((resolve) => {
    const visitor = connect(path)
      .on('connect', () => {
        visitor.destroy();
        resolve('open');
      })
      .on('error', ({ code }: NodeJS.ErrnoException) =>
        resolve(code === 'ECONNREFUSED' ? 'shut' : 'unknown'),
      );
  });
}

function markOf(file: string): string {
  const { dev, ino } = lstatSync(file, { bigint: true });
  return `${dev}.${ino}`;
}

/** A socket's path may have 107 bytes, which a project's folder alone may need: it is named by way of the open folder. */
function inFolder<T>(file: string, use: (path: string) => T): T {
  const folder = openSync(dirname(file), constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    return use(`/proc/self/fd/${folder}/${basename(file)}`);
  } finally {
    // Binding and connecting happen within the call.
    closeSync(folder);
  }
}
