import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { ProcessIdentity } from './ledger.ts';

/** Who this process is; see `isAlive`. */
export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, startTime: startTimeOf(process.pid) ?? 0, boot: bootId() };
}

/** False only where the process is surely gone: same boot, and the pid is free or belongs to a later process. */
export function isAlive(owner: ProcessIdentity): boolean {
  if (owner.boot !== bootId()) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const startTime = startTimeOf(owner.pid);
  return startTime === undefined || owner.startTime === 0 || startTime === owner.startTime;
}

/** Field 22 of /proc/<pid>/stat; the name in field 2 may hold spaces and parentheses. Undefined outside Linux. */
function startTimeOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return undefined;
  }
}

let boot: string | undefined;

function bootId(): string {
  if (boot !== undefined) return boot;
  try {
    boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    boot = hostname();
  }
  return boot;
}
