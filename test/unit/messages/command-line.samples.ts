import { commandLineSays } from '../../../src/messages/command-line.ts';
import { type Sampled, sampled } from './samples.ts';

export const commandLine: Sampled = sampled({
  says: commandLineSays,
  samples: {
    emailMissing: [['SEEDBED_EMAIL']],
    noPassword: [['someone@example.com', 'SEEDBED_PASSWORD']],
    askPassword: [['someone@example.com']],
    seedText: [['at position 3']],
    seedFile: [['seed.json', 'at position 3']],
    atPosition: [['3']],
    seedUnreadable: [['seed.json', 'ENOENT']],
    resourceAndCount: [['users']],
    twice: [['users']],
    eitherOr: [['users=5', '--users']],
    countOf: [['users']],
    duration: [['2h']],
    unknownOption: [
      ['--cuont', ''],
      ['--cuont', ' (--count)'],
    ],
    noSuchCommand: [['usres']],
    unknownCommand: [['usres', '']],
    near: [['--count'], ['users, vms']],
    tooMany: [
      ['users', '0', '1'],
      ['users', '1', '3'],
    ],
    optionNeedsValue: [['--html', 'report.html']],
    noDryRun: [['create']],
    moreFlags: [
      [1, 'users'],
      [17, 'users'],
    ],
    missingArgument: [['resource=count']],
    conflict: [['--seed <json>', '--users <n>']],
    notAllowed: [['-f, --format <format>', 'xml', 'json, csv']],
  },
});
