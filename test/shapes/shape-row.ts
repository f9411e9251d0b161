import type { SeedbedConfig } from '../../src/config/config.ts';
import type { Shape } from './shape.ts';

/** One way in which an API may be odd, and the few words that describe it. */
export interface ShapeRow {
  readonly name: string;
  readonly shape: Shape;
  /** What the definition of `users` says besides its name, path, key and build. */
  readonly users?: object;
  readonly config?: SeedbedConfig;
  /** The crash comes once the ledger holds every outcome: such a list cannot tell which of many records is meant. */
  readonly crashesLater?: boolean;
}
