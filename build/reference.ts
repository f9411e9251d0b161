import { writeFileSync } from 'node:fs';
import { commandDefaults } from '../src/cli/flags.ts';
import type { SeedbedConfig } from '../src/config/config.ts';
import { type Setting, shownDefault } from '../src/config/setting.ts';
import { settings } from '../src/config/settings.ts';
import { setLanguage } from '../src/messages/language.ts';
import { settingsSay } from '../src/messages/settings.ts';
import { demoPreset } from '../src/preset/demo-preset.ts';

/** Where the page is. */
export const referenceFile: URL = new URL('../docs/reference.md', import.meta.url);

/** What each setting of the table is; a missing one does not compile. */
const help: Readonly<
  Record<Exclude<keyof SeedbedConfig, 'auth' | 'run'>, string> & Partial<Record<'auth' | 'run', string>>
> = settingsSay;

type Entry = Pick<Setting<unknown>, 'key' | 'example'> & {
  readonly help: string;
  readonly shown: string;
  readonly variables?: readonly string[];
  readonly flags?: readonly string[];
};

/** What a configuration may say besides the table: what it is has no one value. */
const byHand: readonly Entry[] = [
  {
    key: 'auth',
    help: 'how requests are authenticated; a token wins over e-mail and password',
    shown: "on this machine the demo API's public account, elsewhere none",
    example: "{ email: 'operator@example.com', password: process.env.PASSWORD ?? '' }",
    variables: ['SEEDBED_TOKEN', 'SEEDBED_EMAIL', 'SEEDBED_PASSWORD'],
    flags: ['-e, --email <email>', '-p, --password <password>'],
  },
  {
    key: 'run',
    help: 'the base dataset of a whole run, which tests without a seed of their own receive',
    shown: 'none',
    example: '{ users: 2, vms: 4 }',
  },
];

/** What the preset puts in place of what the core leaves open. */
const ofPreset: Partial<Record<keyof SeedbedConfig, string>> = {
  baseUrl: `${demoPreset.defaultBaseUrl}, where \`seedbed demo-api\` listens`,
  resources: `the demo API's ${demoPreset.defaultResources.map(({ name }) => name).join(' and ')}`,
};

const opening = `# Settings

<!-- Made by \`node build/reference.ts\` from the table of settings in src/config: change it there, and run that again. -->

Every setting has a default. These override it, the strongest first: flags of a command and arguments of a call; the
environment; \`.env.local\`, \`.env\` and \`.env.defaults\` beside \`package.json\`; the default export of \`seedbed.config.ts\`.

A package without a \`seedbed.config.ts\` has the nearest one above it, up to the root of its repository, and the \`.env\` files beside that.

\`seedbed status --verbose\` shows the value of each setting, and where it comes from.

\`\`\`ts
// seedbed.config.ts
import { defineConfig } from 'seedbed';

export default defineConfig({ baseUrl: 'https://staging.example.com/api/v1', allowHosts: ['https://staging.example.com'] });
\`\`\`

Durations are in seconds. A variable that is empty counts as not set. A variable with a second name is also read under that one, which
users of the demo API know; the first name wins.
`;

/** The reference of all settings, as Markdown. */
export function referencePage(): string {
  setLanguage('en');
  const entries = Object.values(settings).map(
    (setting: Setting<unknown>): Entry => ({
      ...setting,
      help: help[setting.key] ?? '',
      shown: shownDefault(setting),
      variables: setting.variable === undefined ? [] : [setting.variable],
      flags: setting.flag === undefined ? [] : [setting.flag],
    }),
  );
  return [opening, ...[...entries, ...byHand].map(section)].join('\n');
}

function section({ key, help, shown, example, variables = [], flags = [] }: Entry): string {
  const otherwise = [ofPreset[key] ?? shown];
  if (commandDefaults[key] !== undefined) otherwise.push(`${commandDefaults[key]} for commands`);
  return [
    `## \`${key}\`\n`,
    `${help.charAt(0).toUpperCase()}${help.slice(1)}.\n`,
    `- Default: ${otherwise.join('; ')}`,
    ...(variables.length > 0 ? [`- Environment: ${variables.map(withAlias).join('; ')}`] : []),
    ...(flags.length > 0 ? [`- Flag: ${flags.map(code).join(', ')}`] : []),
    `- Example: ${code(`${key}: ${example}`)}\n`,
  ].join('\n');
}

function withAlias(variable: string): string {
  const alias = demoPreset.aliases[variable];
  return alias === undefined ? code(variable) : `${code(variable)} or ${code(alias)}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

if (import.meta.main) writeFileSync(referenceFile, referencePage());
