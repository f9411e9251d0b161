import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { addSeedFlags, addWordsFlags, flagSettings, longFlag } from '../../../src/cli/flags.ts';

const parsed = (...args: string[]): Record<string, unknown> =>
  addSeedFlags(new Command('seed')).parse(args, { from: 'user' }).opts();

describe('flags of settings', () => {
  test('are all taken by a command that creates records, each in the group that the table says', () => {
    expect(flagSettings.filter(({ group }) => group === undefined)).toEqual([]);
    const help = addWordsFlags(addSeedFlags(new Command('seed'))).helpInformation();
    for (const { flag = '' } of flagSettings) expect(help).toContain(flag);
  });

  test('are found under the key of the setting, as they were typed', () => {
    expect(parsed('--batch-size', '7', '--allow-host', 'https://one.example', '-d', 'x')).toEqual({
      batchSize: '7',
      allowHosts: ['https://one.example'],
      delay: 'x',
    });
  });

  test('may be repeated if the table says so; of others the last counts', () => {
    expect(parsed('--allow-host', 'a', '--allow-host', 'b', '--delay', '1', '--delay', '2')).toEqual({
      allowHosts: ['a', 'b'],
      delay: '2',
    });
  });

  test('are named in messages by their long form', () => {
    expect(longFlag('batchSize')).toBe('--batch-size');
    expect(longFlag('allowHosts')).toBe('--allow-host');
    expect(longFlag('maxRetries')).toBeUndefined();
  });

  test('say in the help what is used without them, or by which variable it can be said too', () => {
    const help = addSeedFlags(new Command('seed')).helpInformation().replace(/\s+/g, ' ');
    expect(help).toContain('records created together (default: 5)');
    expect(help).toContain('same number, same people (SEEDBED_RANDOM_SEED)');
  });
});
