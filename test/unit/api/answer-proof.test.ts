import { expect, test } from 'vitest';
import { AnswerProof, type ProofMemory, type RememberedProof } from '../../../src/api/answer-proof.ts';

/** A memory, and what was done to it. */
function memoryOf(kept?: RememberedProof): { memory: ProofMemory; done: string[] } {
  const done: string[] = [];
  const memory: ProofMemory = {
    recall: () => {
      done.push('recall');
      return kept;
    },
    keep: ({ trustsSilence }) => void done.push(trustsSilence ? 'keep, silent' : 'keep'),
    drop: () => void done.push('drop'),
  };
  return { memory, done };
}

test('nothing is expected of a resource that no run has proved', () => {
  const { memory, done } = memoryOf();
  const proof = new AnswerProof(memory);
  expect([proof.fits, proof.isExpected, proof.trustsSilence]).toEqual([false, false, false]);
  proof.contradicted();
  proof.remember();
  expect(done).toEqual(['recall']);
});

test('what was remembered is expected, and fits only once this run has seen it', () => {
  const { memory } = memoryOf({ trustsSilence: true });
  const proof = new AnswerProof(memory);
  expect([proof.fits, proof.isExpected, proof.trustsSilence]).toEqual([false, true, true]);
  proof.understood();
  expect(proof.fits).toBe(true);
});

test('it is written once, and once more if more was proved', () => {
  const { memory, done } = memoryOf();
  const proof = new AnswerProof(memory);
  proof.understood();
  proof.remember();
  proof.remember();
  proof.provedSilence();
  proof.remember();
  proof.remember();
  expect(done).toEqual(['recall', 'keep', 'keep, silent']);
});

test('after a contradiction nothing is expected that this run has not seen itself', () => {
  const { memory, done } = memoryOf({ trustsSilence: true });
  const proof = new AnswerProof(memory);
  proof.contradicted();
  proof.contradicted();
  expect([proof.isExpected, proof.trustsSilence]).toEqual([false, false]);
  expect(done).toEqual(['recall', 'drop']);
  proof.understood();
  proof.remember();
  expect(done).toEqual(['recall', 'drop', 'keep']);
});

test('without a memory it is as in the first run', () => {
  const proof = new AnswerProof();
  expect(proof.isExpected).toBe(false);
  proof.understood();
  proof.remember();
  proof.contradicted();
  expect(proof.isExpected).toBe(true);
});
