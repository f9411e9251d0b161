#!/usr/bin/env node
import module from 'node:module';
import description from '../../package.json' with { type: 'json' };
import { chooseLanguage } from '../config/choose-language.ts';
import { cacheFolder, type Environment, readEnvironment } from '../config/environment.ts';
import { projectFolder } from '../config/project-folder.ts';
import { assertNode } from '../lib/needs-node.ts';
import { endingsSay } from '../messages/endings.ts';
import { exitCodeOf, exitCodes, explain } from './endings.ts';
import { print, sayLastWord, tell } from './terminal.ts';

// `seedbed generate | head`: the reader has closed the pipe, which is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  sayLastWord();
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  tell(`seedbed: ${endingsSay.stdout(error.message)}`);
  process.exit(exitCodes.error);
});

// The next start need not compile the same again. A folder that cannot be written is no error: then it does. An old Node lacks this, and
// is to link all the same.
(module as Partial<typeof module>).enableCompileCache?.(cacheFolder());

const [first, ...others] = process.argv.slice(2);
// Scripts and editors ask for it: it needs no command, and so none of the settings that the commands' flags come from.
if ((first === '-V' || first === '--version') && others.length === 0) print(description.version);
else await runCommand();

async function runCommand(): Promise<void> {
  chooseLanguage({ explicit: wishedLanguage(process.argv.slice(2)), environment: environmentHere() });
  try {
    assertNode();
  } catch (error) {
    process.exitCode = report(error);
    return;
  }
  const [{ CommanderError }, { runProgram }] = await Promise.all([
    import('commander'),
    import('./program.ts'),
  ]);
  try {
    await runProgram();
  } catch (error) {
    // Commander has said already what is wrong.
    if (error instanceof CommanderError)
      process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    else process.exitCode = report(error);
  }
}

/** What `--lang` asks for: known before the command line is parsed, because the parser may have to report that it is wrong. */
function wishedLanguage(words: readonly string[]): string | undefined {
  const typed = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  const at = typed.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const [, value] = typed[at]?.split('=') ?? [];
  return at === -1 ? undefined : (value ?? typed[at + 1]);
}

/** With the `.env` files of this folder, as far as they can be read: a command that needs them says so. */
function environmentHere(): Environment | undefined {
  try {
    return readEnvironment(projectFolder());
  } catch {
    return undefined;
  }
}

/** Says what went wrong. */
function report(error: unknown): number {
  const verbose = process.argv.some((argument) => argument === '--verbose' || argument === '-v');
  tell(`seedbed: ${explain(error, { verbose })}`);
  return exitCodeOf(error);
}
