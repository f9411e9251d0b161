import type { DemoSettings } from '../options.ts';
import type { Sessions } from '../sessions.ts';
import type { Store } from '../store/store.ts';

/** What the handlers work on. */
export interface Backend {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly settings: DemoSettings;
  /** Epoch ms, whole. */
  now(): number;
}
