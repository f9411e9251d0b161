import { Command } from 'commander';
import description from '../../package.json' with { type: 'json' };
import { readLanguage } from '../config/choose-language.ts';
import { addCommands } from './commands.ts';
import { addWordsFlags } from './flags.ts';
import { addOwnResources } from './seed-commands.ts';

const examples = `
Examples:
  $ seedbed demo                          the whole way, with nothing to set up
  $ seedbed full-dataset --users 20 --vms 50 -o out.json
  $ seedbed create teams=2 users=6        any resources of seedbed.config.ts
  $ seedbed check                         is your API described as it is?
  $ seedbed plan --users 200 --vms 500 --rate-limit 10/20s
  $ seedbed generate --users 1000 --format csv -o people.csv

Settings come from flags, then from the environment and .env files
(SEEDBED_BASE_URL, SEEDBED_EMAIL, SEEDBED_PASSWORD or SEEDBED_TOKEN), then
from seedbed.config.ts. The name of each resource there is a command too:
seedbed teams -c 5.

Exit codes: 0 ok, 1 error, 2 usage, 3 some records failed, 4 authentication,
5 API unreachable, 6 host refused, 7 clean-up left records, 130 interrupted.`;

/** The whole command line. Throws a `CommanderError` instead of ending the process. */
export function createProgram(): Command {
  const program = new Command('seedbed')
    .description('Realistic test data, created through your HTTP API.')
    .version(description.version, '-V, --version')
    .addHelpText('after', examples)
    .configureOutput({ outputError: (text, write) => write(`seedbed: ${oneLine(text)}\n`) })
    .exitOverride()
    // A flag of the program is taken wherever it stands.
    .hook('preAction', (_, command) => {
      const { lang } = program.opts<{ lang?: string }>();
      if (lang === undefined) return;
      readLanguage(lang, { name: '--lang', code: 'SEEDBED_CONFIG' });
      command.setOptionValueWithSource('lang', lang, 'cli');
    });
  addWordsFlags(program);
  addCommands(program);
  return program;
}

/** Parses the command line, and does what it says. A word that is no command may be a resource of the configuration. */
export async function runProgram(): Promise<void> {
  const program = createProgram();
  const [word = '-'] = process.argv.slice(2);
  const isKnown =
    word.startsWith('-') || word === 'help' || program.commands.some((each) => each.name() === word);
  if (!isKnown) addOwnResources(program, await configuredNames(process.cwd()));
  await program.parseAsync();
}

async function configuredNames(root: string): Promise<readonly string[]> {
  const { loadConfigFile } = await import('../config/load-config.ts');
  const { resources } = (await loadConfigFile(root)) ?? {};
  return Array.isArray(resources) ? resources.map(({ name }) => String(name)) : [];
}

/** Commander's two lines as one, without what was typed as a value: behind a mistyped `--password` it is a secret. */
export function oneLine(text: string): string {
  return text
    .trim()
    .replace(/^error: /, '')
    .replace(/'(--?[\w-]+)=.*?'(?=\s|$)/s, "'$1'")
    .replace(/(but got \d+): .*/s, '$1.')
    .replace(/\s+/g, ' ');
}
