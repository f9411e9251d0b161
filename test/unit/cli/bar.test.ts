import { settings } from '@clack/prompts';
import { afterEach, expect, test, vi } from 'vitest';
import { createBar } from '../../../src/cli/progress/bar.ts';

afterEach(() => vi.restoreAllMocks());

const cancelKeys = (): string[] =>
  [...settings.aliases].filter(([, action]) => action === 'cancel').map(([key]) => key);

test('while a bar is up no key ends the process, and Ctrl-C is a signal; then everything is as before', () => {
  const before = cancelKeys();
  expect(before).toContain('escape');
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);

  const bar = createBar(process.stderr);
  expect(cancelKeys()).toEqual([]);
  process.stdin.emit('keypress', '\u001b', { name: 'escape', ctrl: false });
  process.stdin.emit('keypress', 'c', { name: 'c', ctrl: false });
  expect(kill).not.toHaveBeenCalled();
  process.stdin.emit('keypress', '\u0003', { name: 'c', ctrl: true });
  expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGINT');

  bar.end();
  expect(cancelKeys()).toEqual(before);
  process.stdin.emit('keypress', '\u0003', { name: 'c', ctrl: true });
  expect(kill).toHaveBeenCalledTimes(1);
});
