import type { Answer, Shape } from '../factory/description.ts';
import { valueAt } from './evidence.ts';

/** What is at a path of names in an answer's body, or what a function makes of the answer. */
export function inShape(shape: Shape, answer: Answer): unknown {
  if (typeof shape === 'function') return shape(answer);
  return shape === '' ? answer.body : valueAt(answer.body, shape);
}
