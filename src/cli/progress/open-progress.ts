import type { ProgressView } from './view.ts';

/** A bar on a terminal, a few plain lines anywhere else. Always on stderr: stdout is for results. */
export async function openProgress(stream: NodeJS.WriteStream = process.stderr): Promise<ProgressView> {
  if (stream.isTTY) return (await import('./bar.ts')).createBar(stream);
  return (await import('./lines.ts')).createLines((line) => stream.write(`${line}\n`));
}
