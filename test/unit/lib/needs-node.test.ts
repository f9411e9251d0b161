import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assertNode } from '../../../src/lib/needs-node.ts';

const { engines } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
const needed = String(engines.node).replace('>=', '');

test.each([`${needed}.0`, '22.20.1', '24.0.0', '26.1.0', process.versions.node])(
  'Node %s is new enough',
  (version) => {
    expect(() => assertNode(version)).not.toThrow();
  },
);

test.each(['22.18.9', '20.20.2', '18.0.0', '0.12.0'])(
  'Node %s is told in one line which one is needed',
  (version) => {
    const line = `seedbed needs Node ${needed} or later; this is Node ${version}. Install a newer one: https://nodejs.org`;
    expect(() => assertNode(version)).toThrow(line);
    try {
      assertNode(version);
    } catch (error) {
      expect((error as Error).stack).toBe(`SeedbedError: ${line}`);
    }
  },
);
