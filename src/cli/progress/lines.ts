import type { Progress } from '../../lib/progress.ts';
import { progressText } from './text.ts';
import { type ProgressView, stoppingText } from './view.ts';

/** One line for every tenth of a layer, at most: for logs, which nobody reads line by line. */
export function createLines(write: (line: string) => void): ProgressView {
  const tenths = new Map<string, number>();
  return {
    report(progress: Progress) {
      const { resource, done, total } = progress;
      const tenth = Math.floor((10 * done) / total);
      if (tenth === (tenths.get(resource) ?? 0)) return;
      tenths.set(resource, tenth);
      write(progressText(progress));
    },
    stopping: () => write(stoppingText),
    end: () => undefined,
  };
}
