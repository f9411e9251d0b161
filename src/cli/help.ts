import type { Command, Help, Option } from 'commander';
import { commandLineSays } from '../messages/command-line.ts';
import { flagsSay } from '../messages/flags.ts';
import { displayWidth, wrap } from '../report/table.ts';

/** What stands above the flags of a command, and below them. */
interface Around {
  readonly examples: readonly string[];
  readonly notes: readonly string[];
}

const around = new WeakMap<Command, Around>();

/** Gives a command the lines of its help that are no flags. Examples come first: most people look for the line to copy. */
export function addExamples(
  command: Command,
  examples: readonly string[],
  notes: readonly string[] = [],
): Command {
  around.set(command, { examples, notes });
  return command;
}

/** Longer lines are hard to read, however wide the terminal is. */
const widest = 100;
/** A description has this much room beside its flag, or goes below it. */
const leastRoom = 34;
const indent = 2;

/**
 * The help of a command: what it does, examples, flags in groups, one a line. Where a terminal is too narrow for two columns, what a flag
 * does stands below it.
 */
export function formatHelp(command: Command, helper: Help): string {
  const width = Math.min(helper.helpWidth || 80, widest);
  const { examples, notes } = around.get(command) ?? { examples: [], notes: [] };
  const groups = groupsOf(command, helper);
  const terms = groups.flatMap(({ items }) => items.map(([term]) => displayWidth(term)));
  const column = indent + Math.max(0, ...terms) + 2;
  const line = ([term, text]: Item): string =>
    width - column < leastRoom
      ? `${pad(indent)}${term}\n${shifted(text, 6, width)}`
      : `${pad(indent)}${term}${pad(column - indent - displayWidth(term))}${shifted(text, column, width).trimStart()}`;
  return [
    wrap(sentence(helper.commandDescription(command)), width),
    ...(examples.length > 0
      ? [[commandLineSays.examples, ...examples.map((one) => `  $ ${one}`)].join('\n')]
      : []),
    wrap(`${commandLineSays.usage} ${usageOf(command, helper)}`, width),
    ...groups.map(({ heading, items }) => [heading, ...items.map(line)].join('\n')),
    ...notes.map((note) => wrap(note, width)),
  ]
    .join('\n\n')
    .concat('\n');
}

type Item = readonly [term: string, text: string];

function groupsOf(
  command: Command,
  helper: Help,
): readonly { readonly heading: string; readonly items: readonly Item[] }[] {
  const options = new Map<string, Item[]>();
  let last: string | undefined;
  for (const option of helper.visibleOptions(command)) {
    // Commander puts `--help` last, into no group.
    const heading =
      option.helpGroupHeading ?? (option.long === '--help' ? last : undefined) ?? commandLineSays.options;
    last = heading;
    options.set(heading, [...(options.get(heading) ?? []), [option.flags, textOf(option)]]);
  }
  const groups = [
    { heading: commandLineSays.arguments, items: command.registeredArguments.map(argumentItem) },
    ...[...options].map(([heading, items]) => ({ heading, items })),
    {
      heading: commandLineSays.commands,
      items: helper
        .visibleCommands(command)
        .map((one): Item => [one.name(), one.summary() || one.description()]),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function argumentItem(argument: Command['registeredArguments'][number]): Item {
  return [argument.name(), argument.description];
}

/** With its default, if it has one that can be typed. */
function textOf({ description, defaultValue }: Option): string {
  return typeof defaultValue === 'string'
    ? `${description} ${flagsSay.otherwise(defaultValue)}`
    : description;
}

function usageOf(command: Command, helper: Help): string {
  return command.parent === null
    ? `${command.name()} ${commandLineSays.commandAndOptions}`
    : helper.commandUsage(command);
}

/** `create users` → `Create users.` */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1) + (text.endsWith('.') ? '' : '.');
}

/** A text of which every line begins at a column. */
function shifted(text: string, column: number, width: number): string {
  return wrap(text, Math.max(20, width - column))
    .split('\n')
    .map((line) => pad(column) + line)
    .join('\n');
}

function pad(columns: number): string {
  return ' '.repeat(Math.max(0, columns));
}
