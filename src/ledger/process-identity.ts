import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { knock } from './door.ts';
import type { ProcessIdentity } from './ledger.ts';
import type { FoundLedger } from './read-ledgers.ts';

/** How often a living process touches its ledger. */
export const heartbeatMs = 15_000;

/**
 * If nothing else can tell: a ledger that was not touched for this long belongs to a dead process. Clocks differ, and processes are stopped
 * for a while.
 */
export const quietMs: number = 15 * 60_000;

/** What of an identity all processes of one place share. */
export type Place = Omit<ProcessIdentity, 'pid' | 'startTime'>;

/** Who this process is; {@link isRunning} tells whether it still runs. */
export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, startTime: statOf(process.pid)?.startTime ?? 0, ...thisPlace() };
}

/**
 * Where an owner lives, seen from here. `visible`: its pid means the same here. `hidden`: on this kernel, in another pid namespace, as
 * other containers are. `before-boot`: on this machine before it was booted. `elsewhere`: perhaps on another machine.
 */
export function placeOf(owner: Place, here: Place): 'visible' | 'hidden' | 'before-boot' | 'elsewhere' {
  if (owner.boot !== here.boot) {
    const sameMachine = owner.machine === undefined || owner.machine === here.machine;
    return owner.host === here.host && sameMachine ? 'before-boot' : 'elsewhere';
  }
  // Without a boot id it is the machine's name, and two machines may have the same.
  if (!isBootId(here.boot)) return owner.host === here.host ? 'visible' : 'elsewhere';
  const namespace = namespaceOf(here);
  return namespace !== undefined && namespaceOf(owner) === namespace ? 'visible' : 'hidden';
}

/** Whether a visible owner is alive, by its pid and when that process started. A free pid, a later process and a zombie are dead. */
export function stateOf(owner: ProcessIdentity, ledgerStartedAt: number): 'alive' | 'dead' | 'unknown' {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return 'dead';
  }
  const stat = statOf(owner.pid);
  if (stat !== undefined && owner.startTime > 0)
    return stat.startTime === owner.startTime && stat.state !== 'Z' ? 'alive' : 'dead';
  const startedAt = startedByPs(owner.pid);
  if (startedAt === undefined) return 'unknown';
  // The owner was there when its ledger began. A minute, because the wall clock may have been changed meanwhile.
  return startedAt > ledgerStartedAt + 60_000 ? 'dead' : 'alive';
}

/** When a process started, epoch ms, to the second. For systems without /proc; a process of its own, so only for sweeps. */
export function startedByPs(pid: number): number | undefined {
  if (process.platform === 'win32') return undefined;
  // Loaded only here: no run needs it to start.
  const { execFileSync } = process.getBuiltinModule('node:child_process');
  const env = { LC_ALL: 'C', TZ: 'UTC' };
  const text = attempt(() =>
    execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], {
      env,
      encoding: 'utf8',
      timeout: 5000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const time = Date.parse(`${text?.trim()} UTC`);
  return Number.isNaN(time) ? undefined : time;
}

/** Fields 3 and 22 of /proc/<pid>/stat; the name in field 2 may hold spaces and parentheses. Undefined outside Linux. */
function statOf(pid: number): { readonly state: string; readonly startTime: number } | undefined {
  return attempt(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTime: Number(fields[19]) };
  });
}

let known: Place | undefined;

export function thisPlace(): Place {
  known ??= {
    boot: attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()) ?? hostname(),
    host: [hostname(), attempt(() => readlinkSync('/proc/self/ns/pid'))].filter(Boolean).join(' '),
    machine: attempt(() => hashed(readFileSync('/etc/machine-id', 'latin1').trim())),
  };
  return known;
}

/** systemd asks that its id be shown to nobody. Images may hold an empty one, or `uninitialized`. */
function hashed(machineId: string): string | undefined {
  if (!/^[0-9a-f]{32}$/.test(machineId)) return undefined;
  return createHash('sha256').update(`seedbed ${machineId}`).digest('hex').slice(0, 16);
}

function isBootId(boot: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(boot);
}

function namespaceOf({ host }: Place): string | undefined {
  return /pid:\[\d+\]$/.exec(host)?.[0];
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * Whether the process that writes a ledger may still be running. False only if it surely is not; or, if nothing can tell, if its ledger was
 * not touched for a quarter of an hour. See docs/decisions/013.
 *
 * @param now epoch ms
 */
export async function isRunning(
  {
    file,
    header,
    writtenAt,
    closed,
    door,
  }: Pick<FoundLedger, 'file' | 'header' | 'writtenAt' | 'closed' | 'door'>,
  now: number,
): Promise<boolean> {
  if (closed) return false;
  const { owner, startedAt } = header;
  const place = placeOf(owner, thisPlace());
  if (place === 'before-boot') return false;
  const state = place === 'visible' ? stateOf(owner, startedAt) : 'unknown';
  if (state !== 'unknown') return state === 'alive';
  // This kernel knows nothing about a socket of another kernel.
  const answer = place === 'elsewhere' ? 'unknown' : await knock(file, door);
  return answer === 'unknown' ? now - writtenAt < quietMs : answer === 'open';
}
