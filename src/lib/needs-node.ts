import { SeedbedError } from '../errors.ts';
import { errorsSay } from '../messages/errors.ts';
import { pointTo } from './stack.ts';

/** As `engines` in package.json: a test holds them together. */
const needed = [22, 19] as const;

/**
 * Called by every entry of the package before anything else: an older Node fails somewhere inside, with an error that does not say why.
 *
 * @throws SeedbedError `SEEDBED_CONFIG`, without a stack
 */
export function assertNode(version: string = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  throw pointTo(
    new SeedbedError('SEEDBED_CONFIG', errorsSay.needsNode(needed.join('.'), version)),
    undefined,
  );
}
