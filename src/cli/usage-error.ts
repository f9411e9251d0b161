import { usageSays } from '../messages/usage.ts';

/** What Commander says of a command line, and the same in the language of the moment. English is its own. */
const sentences: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [
    /^unknown option '(.+?)'(?: \(Did you mean (?:one of )?(.+)\?\))?$/,
    (flag = '', near) => usageSays.unknownOption(flag, near === undefined ? '' : usageSays.near(near)),
  ],
  [
    /^unknown command '(.+?)'(?: \(Did you mean (?:one of )?(.+)\?\))?$/,
    (name = '', near) => usageSays.unknownCommand(name, near === undefined ? '' : usageSays.near(near)),
  ],
  [
    /^too many arguments for '(.+)'\. Expected (\d+) arguments? but got (\d+)\.$/,
    (command = '', expected = '', got = '') => usageSays.tooMany(command, expected, got),
  ],
  [/^option '(.+)' argument missing$/, (flags = '') => usageSays.optionNeedsValue(flags)],
  [/^missing required argument '(.+)'$/, (name = '') => usageSays.missingArgument(name)],
  [
    /^option '(.+)' cannot be used with option '(.+)'$/,
    (one = '', other = '') => usageSays.conflict(one, other),
  ],
  [
    /^option '(.+?)' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/,
    (flags = '', value = '', allowed = '') => usageSays.notAllowed(flags, value, allowed),
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
