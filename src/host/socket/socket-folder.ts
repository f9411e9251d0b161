import { randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { homeFolder, runtimeFolder } from '../../config/user-folders.ts';
import { SeedbedError } from '../../errors.ts';
import { systemClock } from '../../lib/clock.ts';
import { namesIn } from '../../lib/files.ts';
import { hostSays } from '../../messages/host.ts';

/** A folder that only this user can enter, with the socket in it. */
const prefix = 'seedbed-';
const socketName = 'host.sock';
/** How long a socket's path may be, in bytes: 104 on macOS and the BSDs, 108 on Linux, one of them for the end. */
const longestPath = 103;
/** A younger socket may be bound and not yet listen. */
const minAgeMs = 10_000;

/** Where the socket may be, best first: a long or missing `TMPDIR` must not stop a run. */
function candidates(): string[] {
  const home = homeFolder();
  const folders = [tmpdir(), runtimeFolder(), '/tmp', home && join(home, '.cache')];
  return [...new Set(folders.filter((folder) => folder !== undefined))];
}

/**
 * Has a server listen where only this user can reach it: on a socket, 0600 in a new 0700 folder, or on Windows on a named pipe, which has
 * no file and ends with its process.
 * @returns its address
 * @throws SeedbedError `SEEDBED_HOST` if no folder will do
 */
export async function listenPrivately(
  server: Server,
  folders: readonly string[] = candidates(),
): Promise<string> {
  if (process.platform === 'win32')
    return listen(server, `\\\\.\\pipe\\${prefix}${randomBytes(12).toString('hex')}`);
  const refusals: string[] = [];
  for (const folder of folders) {
    try {
      return await listenIn(server, folder);
    } catch (error) {
      refusals.push(`${folder}: ${(error as Error).message}`);
    }
  }
  throw new SeedbedError('SEEDBED_HOST', hostSays.noSocket(longestPath - addedBytes, refusals));
}

const addedBytes = Buffer.byteLength(join('/', `${prefix}XXXXXX`, socketName));

async function listenIn(server: Server, folder: string): Promise<string> {
  if (Buffer.byteLength(folder) + addedBytes > longestPath) throw new RangeError(hostSays.pathTooLong);
  // The last resort, `.cache`, may not be there yet.
  if (basename(folder) === '.cache') mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = mkdtempSync(join(folder, prefix));
  try {
    const address = await listen(server, join(own, socketName));
    chmodSync(address, 0o600);
    return address;
  } catch (error) {
    // Not every file system has sockets.
    rmSync(own, { recursive: true, force: true });
    throw error;
  }
}

function listen(server: Server, address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      resolve(address);
    });
  });
}

/** Removes a host's socket with its folder, also in the place of a host that was killed; a Windows pipe goes by itself. */
export function removeSocket(address: string): void {
  if (basename(address) !== socketName) return;
  try {
    rmSync(address, { force: true });
    // Not with what is in it: only a folder of ours holds nothing else.
    rmdirSync(dirname(address));
  } catch {
    // It is gone, or it is somebody's.
  }
}

/** Removes sockets of hosts that were killed together with their runners. Never rejects. */
export async function removeDeadSockets(folders: readonly string[] = candidates()): Promise<void> {
  // Somebody else's, or gone in the meantime: the others are removed all the same.
  for (const folder of folders)
    for (const name of namesIn(folder))
      if (name.startsWith(prefix)) await removeIfDead(join(folder, name, socketName)).catch(() => undefined);
}

async function removeIfDead(address: string): Promise<void> {
  const stat = lstatSync(address, { throwIfNoEntry: false });
  if (stat?.isSocket() !== true || stat.uid !== process.getuid?.()) return;
  if (namesIn(dirname(address)).length > 1) return;
  if (systemClock.wall() - stat.mtimeMs < minAgeMs) return;
  const dead = await new Promise<boolean>((resolve) => {
    const socket = connect(address, () => resolve(false));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED'));
    socket.on('connect', () => socket.destroy());
  });
  if (dead) removeSocket(address);
}
