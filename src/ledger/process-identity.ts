import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { ProcessIdentity } from './ledger.ts';

/** How often a living process touches its ledger. */
export const heartbeatMs = 60_000;

/** Elsewhere a process cannot be asked for: a ledger untouched for so long is taken for a dead one's. Fifteen heartbeats: clocks differ. */
export const quietMs: number = 15 * heartbeatMs;

/** Who this process is; see {@link isAlive}. */
export function thisProcess(): ProcessIdentity {
  const { boot, host } = here();
  return { pid: process.pid, startTime: statOf(process.pid)?.startTime ?? 0, boot, host };
}

/**
 * False only where the process is surely gone: the pid is free, or belongs to a later process, or the machine has been booted since.
 * Of another machine or container that shares the folder only the age of the ledger's last heartbeat can tell.
 *
 * @param silentMs how long ago the ledger was last touched
 */
export function isAlive(owner: ProcessIdentity, silentMs = 0): boolean {
  const { boot, host } = here();
  if (owner.host !== host) return silentMs < quietMs;
  if (owner.boot !== boot) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const stat = statOf(owner.pid);
  if (stat === undefined || owner.startTime === 0) return true;
  // A zombie has ended; where nobody collects it, as in a container without an init, it stays for good.
  return stat.startTime === owner.startTime && stat.state !== 'Z';
}

/** Fields 3 and 22 of /proc/<pid>/stat; the name in field 2 may hold spaces and parentheses. Undefined outside Linux. */
function statOf(pid: number): { state: string; startTime: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTime: Number(fields[19]) };
  } catch {
    return undefined;
  }
}

let known: Pick<ProcessIdentity, 'boot' | 'host'> | undefined;

function here(): Pick<ProcessIdentity, 'boot' | 'host'> {
  known ??= {
    boot: tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()) ?? hostname(),
    host: [hostname(), tryRead(() => readlinkSync('/proc/self/ns/pid'))].filter(Boolean).join(' '),
  };
  return known;
}

function tryRead(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
