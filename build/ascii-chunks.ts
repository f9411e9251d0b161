import type { Rolldown } from 'tsdown';

/**
 * Writes every character beyond ASCII as an escape, which says the same in strings, templates, expressions and comments. Node decodes ASCII
 * four times as fast and keeps it in half the memory, whether it has compiled it before or not: a host is ready 20 of 430 ms of CPU earlier.
 */
export function asciiChunks(): Rolldown.Plugin {
  return {
    name: 'ascii-chunks',
    // Not before: the bundler prints once more what chunks are rendered to, and reads the escapes of strings.
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk' && chunk.fileName.endsWith('.js')) chunk.code = escaped(chunk);
    },
  };
}

function escaped({ code, fileName }: Rolldown.OutputChunk): string {
  const [raw] = /String\.raw`[^`]*[^\0-\x7f]|\\[^\0-\x7f]/.exec(code) ?? [];
  if (raw !== undefined) throw new RangeError(`${fileName}: an escape would change this text: ${raw}`);
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
