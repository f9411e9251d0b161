import { fileURLToPath } from 'node:url';

/** A line of somebody's code. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Frames of a stack, without the error's message before them. Made into text when it is read, which few are. */
export interface Frames {
  readonly stack?: string;
}

// Of this package: src/ from here, or dist/ from the chunk that this ends up in.
const home = new URL('..', import.meta.url);
const own = [home.href, fileURLToPath(home)];

/** The frames from the caller of `called` on. Cheap: nothing is formatted yet. */
export function framesAbove(called: (...given: never[]) => unknown): Frames {
  const frames: { stack?: string } = {};
  Error.captureStackTrace(frames, called);
  return frames;
}

/**
 * Has an error begin at a line of the user's: runners show that line, and the stack of the way here would tell them nothing. Its cause
 * goes, as it does on the way through a host's socket: the message has said it.
 *
 * @param at a place, or frames; the first of them that is neither this package's nor its runner's is shown first. Undefined: none is.
 * @returns the same error
 */
export function pointTo<E>(error: E, at: CodePlace | Frames | undefined): E {
  if (!(error instanceof Error)) return error;
  const lines = at === undefined ? [] : 'file' in at ? [`    at ${textOf(at)}`] : usersLines(at.stack ?? '');
  const stack = [`${error.name}: ${error.message}`, ...lines].join('\n');
  Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
  delete error.cause;
  return error;
}

/** A stack without the lines of this package, which tell its user nothing. */
export function withoutOwnLines(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => !(/^\s+at /.test(line) && isOwn(line)))
    .join('\n');
}

/** Has what a function throws or rejects with begin at the line that called it. */
export function fromCaller<Given extends readonly unknown[], Result>(
  call: (...given: Given) => Result,
): (...given: Given) => Result {
  const called = (...given: Given): Result => {
    const frames = framesAbove(called);
    const fail = (error: unknown): never => {
      throw pointTo(error, frames);
    };
    try {
      const result = call(...given);
      return result instanceof Promise ? (result.catch(fail) as Result) : result;
    } catch (error) {
      return fail(error);
    }
  };
  return called;
}

/** Has what a step of the run's own fails with say its message alone: no line of the user's asked for it. */
export async function withoutStack<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw pointTo(error, undefined);
  }
}

function textOf({ file, line, column }: CodePlace): string {
  return `${file}:${line}:${column}`;
}

function usersLines(stack: string): string[] {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const first = lines.findIndex((line) => !isInternal(line));
  return first === -1 ? [] : lines.slice(first).filter((line) => !isOwn(line));
}

function isInternal(line: string): boolean {
  return (
    isOwn(line) || line.includes('node:internal') || /node_modules[\\/]@?(?:vitest|playwright)/.test(line)
  );
}

function isOwn(line: string): boolean {
  return own.some((folder) => line.includes(folder));
}
