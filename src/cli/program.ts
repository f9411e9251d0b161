import { Command, CommanderError } from 'commander';
import description from '../../package.json' with { type: 'json' };
import { readLanguage } from '../config/choose-language.ts';
import { projectFolder } from '../config/project-folder.ts';
import { commandLineSays } from '../messages/command-line.ts';
import { commandsSay } from '../messages/commands.ts';
import { flagsSay } from '../messages/flags.ts';
import { addCommands } from './commands.ts';
import { exitCodes } from './endings.ts';
import { addWordsFlags } from './flags.ts';
import { addExamples, type Example, formatHelp } from './help.ts';
import { addOwnResources } from './seed-commands.ts';

/**
 * The command line. Throws a `CommanderError` instead of ending the process.
 *
 * @param word the first that was typed; if it is a command, the others are left out
 */
export function createProgram(word?: string): Command {
  const program = new Command('seedbed')
    .description(commandsSay.program)
    .version(description.version, '-V, --version', flagsSay.version)
    .helpOption('-h, --help', flagsSay.help)
    .helpCommand(false)
    .configureHelp({ formatHelp })
    .configureOutput({ outputError: (text, write) => write(`seedbed: ${usageError(text)}\n`) })
    .exitOverride()
    // A flag of the program is taken wherever it stands.
    .hook('preAction', (_, command) => {
      const { lang } = program.opts<{ lang?: string }>();
      if (lang === undefined) return;
      readLanguage(lang, { name: '--lang', code: 'SEEDBED_CONFIG' });
      command.setOptionValueWithSource('lang', lang, 'cli');
    });
  const examples: readonly (string | Example)[] = [
    ['seedbed demo', commandsSay.demoNote],
    ['seedbed create teams=2 users=6', commandsSay.createNote],
    ['seedbed sweep --all', commandsSay.sweepNote],
    'seedbed full-dataset --users 20 --vms 50',
    ['seedbed check', commandsSay.checkNote],
  ];
  addExamples(program, examples, [commandsSay.settings, commandsSay.exitCodes]);
  addWordsFlags(program);
  addCommands(program, word);
  return program;
}

/** Parses the command line, and does what it says. A word that is no command may be a resource of the configuration. */
export async function runProgram(): Promise<void> {
  const [first = '-', second = '-'] = process.argv.slice(2);
  const program = createProgram(first);
  const word = first === 'help' ? second : first;
  const isKnown = word.startsWith('-') || program.commands.some((each) => each.name() === word);
  if (!isKnown) addOwnResources(program, await configuredNames(projectFolder()));
  try {
    await program.parseAsync();
  } catch (error) {
    // Commander has said already what is wrong.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
}

async function configuredNames(root: string): Promise<readonly string[]> {
  const { loadConfigFile } = await import('../config/load-config.ts');
  const { resources } = (await loadConfigFile(root)) ?? {};
  return Array.isArray(resources) ? resources.map(({ name }) => String(name)) : [];
}

/** What may stand after a flag, by the flag or by the word that its help has for the value. */
const exampleValues: Readonly<Record<string, string>> = {
  '--html': 'report.html',
  '--output': 'users.json',
  '<n>': '5',
};

/** Commander's sentences about a command line, and the same in the current language. Most English ones are Commander's own. */
const sentences: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [
    /^unknown option '(.+?)'(?: \(Did you mean (?:one of )?(.+)\?\))?$/,
    (flag = '', near) =>
      commandLineSays.unknownOption(flag, near === undefined ? '' : commandLineSays.near(near)),
  ],
  [
    /^unknown command '(.+?)'(?: \(Did you mean (?:one of )?(.+)\?\))?$/,
    (name = '', near) =>
      commandLineSays.unknownCommand(
        name,
        near === undefined ? commandLineSays.noneNear : commandLineSays.near(near),
      ),
  ],
  [
    /^too many arguments for '(.+)'\. Expected (\d+) arguments? but got (\d+)\.$/,
    (command = '', expected = '', got = '') => commandLineSays.tooMany(command, expected, got),
  ],
  [
    /^option '(?:-\w, )?(--[\w-]+) (<.+>)' argument missing$/,
    (flag = '', value = '') =>
      commandLineSays.optionNeedsValue(flag, exampleValues[flag] ?? exampleValues[value] ?? value),
  ],
  [/^missing required argument '(.+)'$/, (name = '') => commandLineSays.missingArgument(name)],
  [
    /^option '(.+)' cannot be used with option '(.+)'$/,
    (one = '', other = '') => commandLineSays.conflict(one, other),
  ],
  [
    /^option '(.+?)' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/,
    (flags = '', value = '', allowed = '') => commandLineSays.notAllowed(flags, value, allowed),
  ],
];

/** Commander's two lines as one, without what was typed as a value: behind a mistyped `--password` it is a secret. */
export function usageError(text: string): string {
  const line = text
    .trim()
    .replace(/^error: /, '')
    .replace(/'(--?[\w-]+)=.*?'(?=\s|$)/s, "'$1'")
    .replace(/(but got \d+): .*/s, '$1.')
    .replace(/\s+/g, ' ');
  for (const [pattern, say] of sentences) {
    const [found, ...parts] = pattern.exec(line) ?? [];
    if (found !== undefined) return say(...parts);
  }
  return line;
}
