import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';
import { assertNode } from '../lib/needs-node.ts';

assertNode();

/**
 * The one-line install for Vitest: adds seedbed's global set-up to the project.
 *
 * @example
 * // vitest.config.ts
 * export default defineConfig({ plugins: [seedbed()] });
 */
export function seedbed(): Plugin {
  return {
    name: 'seedbed',
    configureVitest({ project }) {
      const setup = fileURLToPath(import.meta.resolve('./global-setup.js'));
      const { globalSetup } = project.config;
      if (!globalSetup.includes(setup)) project.config.globalSetup = [...[globalSetup].flat(), setup];
    },
  };
}
