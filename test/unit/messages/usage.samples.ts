import { usageSays } from '../../../src/messages/usage.ts';
import { type Sampled, sampled } from './samples.ts';

export const usage: Sampled = sampled({
  says: usageSays,
  samples: {
    unknownOption: [
      ['--cuont', ''],
      ['--cuont', ' (--count)'],
    ],
    unknownCommand: [['usres', '']],
    near: [['--count'], ['users, vms']],
    tooMany: [
      ['users', '0', '1'],
      ['users', '1', '3'],
    ],
    optionNeedsValue: [['-c, --count <n>']],
    missingArgument: [['resource=count']],
    conflict: [['--seed <json>', '--users <n>']],
    notAllowed: [['-f, --format <format>', 'xml', 'json, csv']],
  },
});
