import { printStatus } from '../../src/cli/actions/status.ts';
import { runSweep } from '../../src/cli/actions/sweep.ts';
import type { SweepReport } from '../../src/removal/sweep.ts';

/** What a command printed and how it ended, in this process: what the CLI does, without the half second that a process takes. */
export interface HereResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `seedbed sweep --json` in a folder, as its `seedbed.config.mjs` says. */
export async function sweepHere(folder: string): Promise<SweepReport> {
  const { stdout } = await here(folder, () => runSweep({ maxDelete: '1000', json: true }));
  return JSON.parse(stdout);
}

/** `seedbed status` in a folder. */
export function statusHere(folder: string): Promise<HereResult> {
  return here(folder, () => printStatus({}));
}

let turn: Promise<unknown> = Promise.resolve();

/** Runs a command in another working folder and takes what it prints. One at a time: whoever comes meanwhile waits. */
function here(folder: string, act: () => Promise<number>): Promise<HereResult> {
  const mine = turn.then(() => runHere(folder, act));
  turn = mine.catch(() => undefined);
  return mine;
}

async function runHere(folder: string, act: () => Promise<number>): Promise<HereResult> {
  const before = process.cwd();
  const { stdout, stderr } = process;
  const written = { stdout: '', stderr: '' };
  const writeOut = stdout.write;
  const writeErr = stderr.write;
  stdout.write = (text: string | Uint8Array): boolean => {
    written.stdout += String(text);
    return true;
  };
  stderr.write = (text: string | Uint8Array): boolean => {
    written.stderr += String(text);
    return true;
  };
  process.chdir(folder);
  try {
    return { code: await act(), ...written };
  } finally {
    process.chdir(before);
    stdout.write = writeOut;
    stderr.write = writeErr;
  }
}
