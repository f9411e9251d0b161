import type { Command, Help, Option } from 'commander';
import { commandLineSays } from '../messages/command-line.ts';
import { flagsSay } from '../messages/flags.ts';
import { displayWidth, wrap } from '../report/table.ts';

/** A line to copy, and what is said beside it if there is room. */
export type Example = readonly [line: string, note?: string];

/** What stands above the flags of a command, and below them. */
interface Around {
  readonly examples: readonly Example[];
  readonly notes: readonly string[];
}

const around = new WeakMap<Command, Around>();

/** Gives a command the lines of its help that are no flags. Examples come first: most people look for the line to copy. */
export function addExamples(
  command: Command,
  examples: readonly (string | Example)[],
  notes: readonly string[] = [],
): Command {
  around.set(command, {
    examples: examples.map((one): Example => (typeof one === 'string' ? [one] : one)),
    notes,
  });
  return command;
}

/** Longer lines are hard to read, however wide the terminal is. */
const widest = 100;
/** A description has this much room beside its flag, or goes below it. */
const leastRoom = 34;
const indent = 2;

/** A terminal has 24 lines, and one is the prompt's. */
const mostLines = 23;
/** What is shown first if there is no room for all: what most people look for. */
const often =
  '--help --count --users --vms --seed --run --all --dry-run --yes --older-than --unproved --max-delete --format --output --json ' +
  '--resource --base-url --email --rate-limit --random-seed --verbose --locale --user-password --password --batch-size --delay ' +
  '--port --latency --db --lax-delete --no-bulk --duplicate-status --token-ttl';
const ranks: ReadonlyMap<string, number> = new Map(often.split(' ').map((flag, rank) => [flag, rank]));

/**
 * The help of a command on one screen: what it does, examples, flags one a line. If they are too many, the usual ones, and how to see the
 * rest. If a terminal is too narrow for two columns, what a flag does stands below it.
 */
export function formatHelp(command: Command, helper: Help): string {
  const all = formatFullHelp(command, helper, 80);
  if (all.split('\n').length - 1 <= mostLines) return formatFullHelp(command, helper);
  const width = widthOf(helper);
  const isProgram = command.parent === null;
  const { examples } = around.get(command) ?? { examples: [] };
  const shown = isProgram ? examples.slice(0, 3) : examples;
  const argumentItems = command.registeredArguments.map(argumentItem);
  const room = mostLines - 7 - shown.length - argumentItems.length;
  const options = helper.visibleOptions(command);
  const usual = options.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, room);
  const items = isProgram
    ? commandItems(command, helper).filter(([name]) => !/^(help|version)\b/.test(name))
    : [...argumentItems, ...options.filter((option) => usual.includes(option)).map(optionItem)];
  const more = isProgram
    ? commandLineSays.moreHelp
    : commandLineSays.moreFlags(options.length - usual.length, command.name());
  const head = headOf(command, helper, width, shown);
  const told = `${head.join('\n\n')}\n${linesOf(items, items, width).join('\n')}\n`;
  return !isProgram && usual.length === options.length ? told : `${told}\n${wrap(more, width)}\n`;
}

/** The whole help, with the flags in groups. */
export function formatFullHelp(command: Command, helper: Help, width: number = widthOf(helper)): string {
  const { examples, notes } = around.get(command) ?? { examples: [], notes: [] };
  const groups = groupsOf(command, helper);
  const all = groups.flatMap(({ items }) => items);
  return [
    ...headOf(command, helper, width, examples),
    ...groups.map(({ heading, items }) => [heading, ...linesOf(items, all, width)].join('\n')),
    ...notes.map((note) => wrap(note, width)),
  ]
    .join('\n\n')
    .concat('\n');
}

function widthOf(helper: Help): number {
  return Math.min(helper.helpWidth || 80, widest);
}

function rankOf({ long }: Option): number {
  return ranks.get(long ?? '') ?? ranks.size;
}

function headOf(command: Command, helper: Help, width: number, examples: readonly Example[]): string[] {
  return [
    wrap(sentence(helper.commandDescription(command)), width),
    ...(examples.length > 0
      ? [[commandLineSays.examples, ...examples.map((one) => exampleLine(one, width))].join('\n')]
      : []),
    wrap(`${commandLineSays.usage} ${usageOf(command, helper)}`, width),
  ];
}

/** With what is said beside it, if there is room; over several lines that a shell takes as one, if it is too long itself. */
function exampleLine([line, note]: Example, width: number): string {
  const whole = note === undefined ? `  $ ${line}` : `  $ ${line.padEnd(32)} ${note}`;
  if (displayWidth(whole) <= width) return whole;
  const [first, ...others] = wrap(line, width - 6).split('\n');
  return [`  $ ${first}`, ...others.map((part) => `    ${part}`)].join(' \\\n');
}

/** @param all what stands in the same columns */
function linesOf(items: readonly Item[], all: readonly Item[], width: number): string[] {
  const column = indent + Math.max(0, ...all.map(([term]) => displayWidth(term))) + 2;
  return items.map(([term, text]) =>
    width - column < leastRoom
      ? `${pad(indent)}${term}\n${shifted(text, 6, width)}`
      : `${pad(indent)}${term}${pad(column - indent - displayWidth(term))}${shifted(text, column, width).trimStart()}`,
  );
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
    options.set(heading, [...(options.get(heading) ?? []), optionItem(option)]);
  }
  const groups = [
    { heading: commandLineSays.arguments, items: command.registeredArguments.map(argumentItem) },
    ...[...options].map(([heading, items]) => ({ heading, items })),
    { heading: commandLineSays.commands, items: commandItems(command, helper) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function commandItems(command: Command, helper: Help): Item[] {
  return helper.visibleCommands(command).map((one) => [one.name(), one.summary() || one.description()]);
}

function optionItem(option: Option): Item {
  return [option.flags, textOf(option)];
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
