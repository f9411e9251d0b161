import type { Answer, Shape } from '../factory/description.ts';
import { isPlainObject } from '../lib/check.ts';
import { isId, valueAt } from './evidence.ts';
import type { Answered } from './operations.ts';

/** What is at a path of names in an answer's body, or what a function makes of the answer. */
export function inShape(shape: Shape, answer: Answer): unknown {
  if (typeof shape === 'function') return shape(answer);
  return shape === '' ? answer.body : valueAt(answer.body, shape);
}

/** The record there, if it has an id that can be used; undefined also if nothing says where it is. */
export function recordInShape(
  shape: Shape | undefined,
  answer: Answer,
  idName: string,
): Answered | undefined {
  if (shape === undefined) return undefined;
  const record = inShape(shape, answer);
  const id = isPlainObject(record) ? record[idName] : undefined;
  return isPlainObject(record) && isId(id) ? { record, id } : undefined;
}
