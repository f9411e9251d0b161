import { expect, test } from 'vitest';
import { inheritedEnvironment } from '../../../src/config/environment.ts';

test.each([
  ['--inspect', ''],
  ['--inspect=9229', ''],
  ['--inspect-brk=127.0.0.1:0', ''],
  ['--inspect-wait', ''],
  ['--inspect_brk', ''],
  ['--inspect-port 9229', ''],
  ['--debug-port=9229', ''],
  ['--inspect-publish-uid=http', ''],
  ['--inspect-publish-uid stderr --no-warnings', '--no-warnings'],
  ['--inspect-port --no-warnings', '--no-warnings'],
  ['  --no-warnings   --inspect  --import tsx ', '--no-warnings --import tsx'],
  ['--require "/a b/inspect --inspect.js" --inspect', '--require "/a b/inspect --inspect.js"'],
  ['--require "a \\" --inspect" "--inspect=1"', '--require "a \\" --inspect"'],
  ['--max-old-space-size=4096', '--max-old-space-size=4096'],
  ['', ''],
])('a process that we start inherits NODE_OPTIONS without a debugger: %j', (given, inherited) => {
  expect(inheritedEnvironment({}, { NODE_OPTIONS: given })).toEqual({ NODE_OPTIONS: inherited });
});

test('a process that we start inherits everything else, with what is given over it', () => {
  const own = { PATH: '/bin', TZ: 'UTC', VSCODE_INSPECTOR_OPTIONS: '{}' };
  expect(inheritedEnvironment({ TZ: 'Europe/Paris', NODE_OPTIONS: '--inspect -r a' }, own)).toEqual({
    PATH: '/bin',
    TZ: 'Europe/Paris',
    NODE_OPTIONS: '-r a',
  });
  expect(own.VSCODE_INSPECTOR_OPTIONS).toBe('{}');
});
