import type { Command } from 'commander';
import { afterEach, describe, expect, test } from 'vitest';
import { formatFullHelp, formatHelp } from '../../../src/cli/help.ts';
import { createProgram, usageError } from '../../../src/cli/program.ts';
import { addOwnResources } from '../../../src/cli/seed-commands.ts';
import { setLanguage } from '../../../src/messages/language.ts';
import { displayWidth } from '../../../src/report/table.ts';

afterEach(() => setLanguage('en'));

type Format = typeof formatHelp;

function helps(to: 'en' | 'fr', width: number, format: Format = formatHelp): [Command, string[]][] {
  setLanguage(to);
  const program = createProgram();
  addOwnResources(program, ['teams']);
  return [createProgram(), ...program.commands].map((command) => {
    const help = command.createHelp();
    help.helpWidth = width;
    return [command, format(command, help).split('\n')];
  });
}

describe.each(['en', 'fr'] as const)('the help in %s', (to) => {
  test('is one screen of 24 lines, with a line for each usual flag, and says where the others are', () => {
    for (const [command, lines] of helps(to, 80)) {
      // The last of them is empty: the prompt's.
      expect([command.name(), lines.length <= 24, lines.at(-1)]).toEqual([command.name(), true, '']);
      expect(lines.filter((line) => displayWidth(line) > 80 || line.includes('undefined'))).toEqual([]);
      expect(lines.filter((line) => /^ {8,}/.test(line))).toEqual([]);
      if (command.parent === null) continue;
      const shown = command.options.filter(({ flags }) =>
        lines.some((line) => line.startsWith(`  ${flags}  `)),
      );
      const hidden = command.options.length - shown.length;
      const more = lines.filter((line) => line.endsWith(`seedbed help ${command.name()}`));
      expect([command.name(), more.some((line) => line.startsWith(`${hidden} `))]).toEqual([
        command.name(),
        hidden > 0,
      ]);
    }
  });

  test('has a line for each flag and each command, if all of it is asked for', () => {
    for (const [command, lines] of helps(to, 80, formatFullHelp)) {
      expect(lines.filter((line) => displayWidth(line) > 80 || line.includes('undefined'))).toEqual([]);
      for (const { flags } of command.options)
        expect(lines.filter((line) => line.startsWith(`  ${flags}  `))).toHaveLength(1);
      // What goes over the end of its line is a paragraph, not the text of a flag.
      expect(lines.filter((line) => /^ {8,}/.test(line))).toEqual([]);
    }
  });

  test('begins with what the command does and lines to copy', () => {
    for (const [command, [first, , examples, line]] of helps(to, 80)) {
      expect(first).toMatch(/^\p{Lu}.*\.$/u);
      expect(examples).toBe(to === 'en' ? 'Examples:' : 'Exemples :');
      const name = command.parent === null ? '' : ` ${command.name()}`;
      expect(line).toMatch(new RegExp(`^ {2}\\$ seedbed${name}( |$)`));
    }
  });

  test.each([40, 58])('fits a terminal of %i columns', (width) => {
    for (const format of [formatHelp, formatFullHelp])
      for (const [, lines] of helps(to, width, format))
        expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
  });
});

test('examples are command lines that the commands take', () => {
  for (const [, lines] of helps('en', 80))
    for (const line of lines.filter((one) => one.startsWith('  $ '))) {
      const [, command = '', ...words] = line
        .trim()
        .slice(2)
        .replace(/ {2,}.*/, '')
        .split(' ');
      const program = createProgram();
      addOwnResources(program, ['teams']);
      for (const one of program.commands) one.action(() => undefined);
      expect(() => program.parse([command, ...words], { from: 'user' })).not.toThrow();
    }
});

test.each([
  [
    ['users', '--cuont', '1'],
    "unknown option '--cuont' (Did you mean --count?)",
    'option inconnue : --cuont. Vouliez-vous dire --count ?',
  ],
  [
    ['usres'],
    "unknown command 'usres' (Did you mean users?)",
    'commande inconnue : usres. Vouliez-vous dire users ?',
  ],
  [
    ['users', 'a', 'b'],
    "too many arguments for 'users'. Expected 0 arguments but got 2.",
    "trop d'arguments pour « users » : 0 attendu, 2 reçus.",
  ],
  [['users', '-c'], '--count needs a value: --count 5', 'il manque une valeur à --count : --count 5'],
  [
    ['report', '--html'],
    '--html needs a value: --html report.html',
    'il manque une valeur à --html : --html report.html',
  ],
  [['sweep', '--run'], '--run needs a value: --run <id>', 'il manque une valeur à --run : --run <id>'],
  [['create'], "missing required argument 'resource=count'", "il manque l'argument « resource=count »"],
  [
    ['plan', '--seed', '{}', '--users', '1'],
    "option '--seed <json>' cannot be used with option '--users <n>'",
    "l'option « --seed <json> » ne va pas avec l'option « --users <n> »",
  ],
  [
    ['generate', '-f', 'xml'],
    "option '-f, --format <format>' argument 'xml' is invalid. Allowed choices are json, ndjson, csv.",
    "l'option « -f, --format <format> » n'accepte pas « xml ». Valeurs possibles : json, ndjson, csv.",
  ],
] as const)('%j is refused in both languages', (words, english, french) => {
  for (const [to, line] of [
    ['en', english],
    ['fr', french],
  ] as const) {
    setLanguage(to);
    const told: string[] = [];
    const program = createProgram();
    for (const one of [program, ...program.commands])
      one.configureOutput({ writeErr: () => undefined, outputError: (text) => told.push(usageError(text)) });
    for (const one of program.commands) one.action(() => undefined);
    expect(() => program.parse([...words], { from: 'user' })).toThrow();
    expect(told).toEqual([line]);
  }
});
