import { checksSay } from '../../../src/messages/checks.ts';
import { type Sampled, sampled } from './samples.ts';

const open = Number.MAX_SAFE_INTEGER;

export const checks: Sampled = sampled({
  says: checksSay,
  samples: {
    instance: [['Map']],
    expected: [['--count', 'x', '`"abc"` (string)']],
    whole: [
      [1, open],
      [0, 65_535],
    ],
    seconds: [
      [0, Number.POSITIVE_INFINITY],
      [0, 60],
    ],
    oneOf: [[['always', 'keep']]],
    shown: [['"abc"', 'string']],
    typed: [['"abc"']],
    unknownKey: [['basUrl', 'seedbed.config.ts']],
    didYouMean: [['baseUrl']],
    keyOf: [['key', '"auth"']],
    itemOf: [[2, '"resources"']],
  },
});
