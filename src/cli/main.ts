#!/usr/bin/env node
import { CommanderError } from 'commander';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { explain } from './explain.ts';
import { createProgram } from './program.ts';
import { tell } from './terminal.ts';

// `seedbed generate | head`: whoever read us has had enough, which is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  tell(`seedbed: Failed to write to stdout: ${error.message}.`);
  process.exit(exitCodes.error);
});

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says what went wrong, unless commander has already. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  const verbose = process.argv.some((argument) => argument === '--verbose' || argument === '-v');
  tell(`seedbed: ${explain(error, { verbose })}`);
  return exitCodeOf(error);
}
