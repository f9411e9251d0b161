import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isLoopback } from '../../lib/base-url.ts';

/** The machine's own answer. For tests. */
type Ask = (
  name: string,
  options: LookupAllOptions,
  done: (error: Error | null, found: LookupAddress[] | undefined) => void,
) => void;

const loopback: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * How `localhost` is looked up: as the machine says, but it is this machine by both protocols and no other one, whatever a hosts file or a
 * name server says of it. Node takes the first address at which somebody listens: many servers listen at `::1` alone, or at 127.0.0.1.
 */
export function lookUpLoopback(ask: Ask = lookup): LookupFunction {
  return (name, { family, ...options }, done) => {
    ask(name, { ...options, all: true }, (_, found = []) => {
      const said = found.filter(({ address }) => isLoopback(address));
      const others = loopback.filter((own) => !said.some(({ address }) => address === own.address));
      const all = [...said, ...others].filter(
        (each) => !family || String(each.family) === String(family).replace('IPv', ''),
      );
      const [first = loopback[0] as LookupAddress] = all;
      if (options.all === true) done(null, all);
      else done(null, first.address, first.family);
    });
  };
}
