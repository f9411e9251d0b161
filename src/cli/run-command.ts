import description from '../../package.json' with { type: 'json' };
import { chooseLanguage } from '../config/choose-language.ts';
import { type Environment, readEnvironment } from '../config/environment.ts';
import { projectFolder } from '../config/project-folder.ts';
import { assertNode } from '../lib/needs-node.ts';
import { endingsSay } from '../messages/endings.ts';
import { exitCodeOf, exitCodes, explain } from './endings.ts';
import { print, sayLastWord, tell } from './terminal.ts';

/**
 * Does what the command line says, and sets the exit code. Apart from `main.ts`, so that V8's cache is on before any of this is compiled.
 */
export async function runCommand(): Promise<void> {
  listenToStdout();
  const [first, ...others] = process.argv.slice(2);
  // Scripts and editors ask for it: it needs no command, and so none of the settings that the commands' flags come from.
  if ((first === '-V' || first === '--version') && others.length === 0) {
    print(description.version);
    return;
  }
  chooseLanguage({ explicit: wishedLanguage(process.argv.slice(2)), environment: environmentHere() });
  try {
    assertNode();
  } catch (error) {
    process.exitCode = report(error);
    return;
  }
  const { runProgram } = await import('./program.ts');
  try {
    await runProgram();
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** `seedbed generate | head`: the reader has closed the pipe, which is no error. */
function listenToStdout(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    sayLastWord();
    if (error.code === 'EPIPE') process.exit(exitCodes.ok);
    tell(`seedbed: ${endingsSay.stdout(error.message)}`);
    process.exit(exitCodes.error);
  });
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
