import { minifySync } from 'rolldown/utils';
import type { Rolldown } from 'tsdown';

/** Makes one chunk of the build small, that of a large library: nobody reads it, and everybody who installs the package loads it down. */
export function minifyChunk(name: string): Rolldown.Plugin {
  return {
    name: 'minify-chunk',
    renderChunk(code, chunk) {
      return chunk.name === name ? minifySync(chunk.fileName, code).code : null;
    },
  };
}
