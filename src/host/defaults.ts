import type { AuthConfig } from '../config/config.ts';
import { demoOperator } from '../demo/options.ts';
import type { AnyResource } from '../factory/resource.ts';
import { users } from '../preset/users.ts';
import { vms } from '../preset/vms.ts';

/** What a project without a configuration of its own gets: the demo API's resources. */
export const defaultResources: readonly [typeof users, typeof vms] = [users, vms];

/** A resource of the default preset. */
export type DefaultResource = (typeof defaultResources)[number];

/**
 * Tells the runners' `test` which resources the project has; they are the default preset's otherwise.
 *
 * @example
 * declare module 'seedbed' {
 *   interface Register { resource: DefaultResource | typeof teams }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the project that augments it
export interface Register {}

/** A resource of this project. */
export type RegisteredResource = Register extends { resource: infer R extends AnyResource }
  ? R
  : DefaultResource;

/** Used on loopback only, where no credentials are configured: the demo API then works with no set-up at all. */
export const defaultAuth: AuthConfig = demoOperator;
