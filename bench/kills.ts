/**
 * Kills runners, workers and hosts with SIGKILL at random moments of seeding, testing and removing, and counts on the server what is
 * left once the reaper, or the next start, has done its work: `node bench/kills.ts 200`. Needs a build.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type CountingApi, startCountingApi } from '../test/contract/counting-api.ts';
import { eventually } from '../test/contract/hosts.ts';
import { openRunners, type Project, type Runners } from '../test/runners/project.ts';

/** One kill, and what was on the server. */
export interface Kill {
  readonly target: string;
  /** Records when it was killed, and when all its processes had ended. */
  readonly atKill: number;
  readonly afterReaper: number;
  /** After the next start, where one was needed. */
  readonly left: number;
  /** Processes that did not end. */
  readonly processes: number;
}

const targets = [
  'Playwright runner',
  'Playwright worker',
  'Playwright host',
  'Vitest runner',
  'Vitest worker',
  'Vitest host',
  'process with a host in it',
] as const;
type Target = (typeof targets)[number];

/** From the first create to the last delete, about. */
const longestMs = 1300;

/** Kills each target in turn. */
export async function killAll(
  count: number,
  onKill: (kill: Kill) => void = () => undefined,
  among: readonly Target[] = targets,
): Promise<Kill[]> {
  using runners = await openRunners();
  const kills: Kill[] = [];
  while (kills.length < count) {
    const kill = await killOne(runners, among[kills.length % among.length] as Target);
    // It had ended by itself: once more.
    if (kill === undefined) continue;
    kills.push(kill);
    onKill(kill);
  }
  return kills;
}

async function killOne(runners: Runners, target: Target): Promise<Kill | undefined> {
  await using api = await startCountingApi({ latency: 25 });
  const playwright = target.startsWith('Playwright');
  const project = runners.copy(playwright ? 'runner-playwright' : 'runner-vitest');
  const child = start(project, target, api);
  // Listened for before the kill: it may have ended by itself.
  const ended = once(child, 'exit');
  await eventually(() => api.creates() > 0 || child.exitCode !== null, 30_000);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * longestMs));
  const pid = pidOf(project, target, child);
  const atKill = records(api);
  const killed = pid !== undefined && kill(pid);
  await ended;
  await eventually(() => project.processes().length === 0, 30_000);
  const afterReaper = records(api);
  const processes = project.processes().length;
  if (afterReaper > 0) await project.seedbed(['sweep'], { DEMO_API_BASE_URL: api.url });
  const left = records(api);
  return killed || left > 0 ? { target, atKill, afterReaper, left, processes } : undefined;
}

function start(project: Project, target: Target, api: CountingApi): ChildProcess {
  const env = { DEMO_API_BASE_URL: api.url };
  if (target.startsWith('Playwright')) return project.start('playwright', ['test', 'kills'], env).child;
  if (target.startsWith('Vitest')) return project.start('vitest', ['run', 'kills'], env).child;
  const script = fileURLToPath(new URL('../test/contract/seeding-process.ts', import.meta.url));
  return spawn(process.execPath, [script, project.folder, api.url, '60'], { stdio: 'ignore' });
}

/** Undefined where it has ended, or not begun. */
function pidOf(project: Project, target: Target, { pid: runner }: ChildProcess): number | undefined {
  const others = project.processes().filter(({ pid }) => pid !== runner);
  if (target.endsWith('worker')) return others.find(({ host }) => !host)?.pid;
  if (target.endsWith(' host')) return others.find(({ host }) => host)?.pid;
  return runner;
}

/** False where it has ended in the meantime. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

function records(api: CountingApi): number {
  const { users, vms } = api.counts();
  return users + vms;
}

if (import.meta.main) {
  const kills = await killAll(Number(process.argv[2] ?? 28), ({ target, atKill, left }) => {
    process.stderr.write(`${target}: ${atKill} records when killed, ${left} left\n`);
  });
  const rows = targets.map((target) => {
    const own = kills.filter((kill) => kill.target === target);
    const sum = (of: (kill: Kill) => number): number => own.reduce((total, kill) => total + of(kill), 0);
    const figures = [
      own.length,
      own.filter(({ atKill }) => atKill > 0).length,
      sum(({ atKill }) => atKill),
      own.filter(({ afterReaper }) => afterReaper > 0).length,
      sum(({ left }) => left),
      sum(({ processes }) => processes),
    ];
    return `| ${target} | ${figures.join(' | ')} |`;
  });
  const head =
    '| killed | times | with records on the API | records then | needed the next start | records left | processes left |';
  console.log([head, '|---|---|---|---|---|---|---|', ...rows].join('\n'));
  process.exitCode = kills.some(({ left, processes }) => left > 0 || processes > 0) ? 1 : 0;
}
