import { expect, test } from 'vitest';
import type { Proof } from '../../../src/removal/proof.ts';
import type { Sight } from '../../../src/removal/sight.ts';
import { type Verdict, verdictOn } from '../../../src/removal/verdict.ts';

const gone: Sight = { gone: true };
const unseen: Sight = { unseen: 'it cannot be looked at' };
const inPart: Sight = { unseen: 'the list does not show all records', isPart: true };
const shown: Sight = { shown: { id: 7 } };

interface Row {
  readonly sight: Sight;
  readonly proof?: Proof;
  readonly madeHere?: true;
  readonly proved?: true;
  readonly needsLook?: true;
  readonly unproved?: true;
  readonly surprised?: true;
  readonly mayBeLate?: true;
  readonly is: Verdict['is'];
}

test.each<[string, Row]>([
  ['gone, made by another process', { sight: gone, mayBeLate: true, is: 'gone' }],
  ['gone, made here long ago', { sight: gone, madeHere: true, is: 'gone' }],
  ['gone, made here a moment ago', { sight: gone, madeHere: true, mayBeLate: true, is: 'too new' }],
  [
    'gone, made here a moment ago, and asked to go',
    { sight: gone, madeHere: true, mayBeLate: true, needsLook: true, is: 'gone' },
  ],
  ['not seen, made here', { sight: unseen, madeHere: true, is: 'trusted' }],
  ['not seen, made here, after a surprise', { sight: unseen, madeHere: true, surprised: true, is: 'later' }],
  ['not seen in a part of the list, made here', { sight: inPart, madeHere: true, is: 'later' }],
  ['not seen, made by another process', { sight: unseen, is: 'later' }],
  ['not seen, proved before', { sight: unseen, proved: true, is: 'proved' }],
  ['not seen, and the user wants it gone', { sight: unseen, unproved: true, is: 'proved' }],
  ['shown as ours', { sight: shown, proof: 'ours', is: 'proved' }],
  ["shown as somebody else's", { sight: shown, proof: 'foreign', madeHere: true, is: 'foreign' }],
  [
    "shown as somebody else's, though the user wants it gone",
    { sight: shown, proof: 'foreign', unproved: true, is: 'foreign' },
  ],
  ['shown without a proof, made here', { sight: shown, proof: 'cannot tell', madeHere: true, is: 'trusted' }],
  [
    'shown without a proof, made here, after a surprise',
    { sight: shown, proof: 'cannot tell', madeHere: true, surprised: true, is: 'left' },
  ],
  ['shown without a proof, made by another process', { sight: shown, proof: 'cannot tell', is: 'left' }],
  [
    'shown without a proof, and the user wants it gone',
    { sight: shown, proof: 'cannot tell', unproved: true, is: 'proved' },
  ],
])('a record is judged by a look: %s', (_, row) => {
  const { madeHere = false, proved = false, needsLook = false, unproved = false } = row;
  const { sight, proof, surprised = false, mayBeLate = false } = row;
  const target = {
    isMadeHere: madeHere,
    isProved: proved,
    needsLook,
    mayGoUnproved: unproved,
    unprovedCommand: 'seedbed sweep --run sb0123456789 --unproved',
  };
  expect(verdictOn(target, sight, { surprised, mayBeLate, proof }).is).toBe(row.is);
});
