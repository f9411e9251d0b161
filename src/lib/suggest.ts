import { closest, distance } from 'fastest-levenshtein';
import { checksSay } from '../messages/checks.ts';

/** The candidate nearest to `word`, or undefined if none is near enough. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const best = closest(word.toLowerCase(), candidates.slice());
  const changes = distance(word.toLowerCase(), best.toLowerCase());
  // Not if no letter of the word is left: every two letters are two changes from any other two.
  return changes <= Math.max(2, Math.floor(best.length / 3)) && changes < best.length ? best : undefined;
}

/** ` Did you mean "users"?`, or an empty string. Ready to append to a message. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const best = nearest(word, candidates);
  return best === undefined ? '' : checksSay.didYouMean(best);
}
