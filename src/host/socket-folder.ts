import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A folder that only this user can enter, in the system's temporary one: its short path always fits a socket's 104 bytes. */
const prefix = 'seedbed-';
const socketName = 'host.sock';
/** A younger socket may be bound and not yet listen. */
const minAgeMs = 10_000;

/** Where a new host listens: a socket, or on Windows a named pipe, which has no file and ends with its process. */
export function newAddress(): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  if (process.platform !== 'win32') return join(folder, socketName);
  rmSync(folder, { recursive: true });
  return `\\\\.\\pipe\\${basename(folder)}`;
}

/** Removes a host's socket with its folder, also in the place of a host that was killed; a Windows pipe goes by itself. */
export function removeSocket(address: string): void {
  if (basename(address) === socketName) rmSync(dirname(address), { recursive: true, force: true });
}

/** Removes sockets of hosts that were killed together with their runners. Never rejects. */
export async function removeDeadSockets(): Promise<void> {
  try {
    for (const name of readdirSync(tmpdir()))
      if (name.startsWith(prefix)) await removeIfDead(join(tmpdir(), name, socketName));
  } catch {
    // Somebody else's, or gone in the meantime: nothing depends on it.
  }
}

async function removeIfDead(address: string): Promise<void> {
  const stat = statSync(address, { throwIfNoEntry: false });
  if (stat === undefined || stat.uid !== process.getuid?.() || Date.now() - stat.mtimeMs < minAgeMs) return;
  const dead = await new Promise<boolean>((resolve) => {
    const socket = connect(address, () => resolve(false));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED'));
    socket.on('connect', () => socket.destroy());
  });
  if (dead) removeSocket(address);
}
