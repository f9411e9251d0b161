import { randomStream } from '../../src/lib/random.ts';

/** What goes wrong with one create. `committed`: the record is stored, and the client cannot know. */
export type OddFault =
  /** The connection is reset; the commit comes before, so many ms after, or never. */
  | { readonly kind: 'reset'; readonly committed: 'before' | 'never' | number }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly committed: boolean;
      readonly headers?: Readonly<Record<string, string>>;
      /** The server's words. @default 'Something went wrong.' */
      readonly message?: string;
    }
  /** 303 to the new record. `page`: to a page about it, which is no JSON; `missing`: to what answers 404. */
  | { readonly kind: 'see-other'; readonly to: 'record' | 'page' | 'missing' }
  /** 202 with `Location: /operations/7`; the record is made when it is done, and is the operation's result. */
  | { readonly kind: 'operation'; readonly doneAfterMs: number }
  /** Somebody else's record is answered. */
  | { readonly kind: 'other-record'; readonly committed: boolean }
  /** The answer to an earlier create comes again. */
  | { readonly kind: 'repeated'; readonly committed: boolean }
  /** Somebody else makes a record with the same key just before. It is answered, or the connection is reset. */
  | { readonly kind: 'taken-meanwhile'; readonly how: 'answered' | 'found after a reset' }
  /** The right record with somebody else's id. */
  | { readonly kind: 'same-id' }
  /** Nothing is answered, and for so long nothing listens on the port. */
  | { readonly kind: 'port-closed'; readonly forMs: number; readonly committed: boolean };

/** Decides for the nth create, from 0. */
export type OddFaults = (n: number) => OddFault | undefined;

/** A share of the creates meets the fault, by chance that is the same each time. */
export function someMeet(fault: OddFault, rate: number, randomSeed: number): OddFaults {
  const draw = randomStream('odd faults', randomSeed);
  return () => (draw() < rate ? fault : undefined);
}

/** These creates, from 0, meet the fault. */
export function theseMeet(fault: OddFault, ...creates: readonly number[]): OddFaults {
  return (n) => (creates.includes(n) ? fault : undefined);
}
