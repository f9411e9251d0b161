import type { AuthConfig } from '../config/config.ts';
import { demoOperator } from '../demo/options.ts';
import { users } from '../preset/users.ts';
import { vms } from '../preset/vms.ts';

/** What a project without a configuration of its own gets: the demo API's resources. */
export const defaultResources: readonly [typeof users, typeof vms] = [users, vms];

/** A resource of the default preset. */
export type DefaultResource = (typeof defaultResources)[number];

/** Used on loopback only, where no credentials are configured: the demo API then works with no set-up at all. */
export const defaultAuth: AuthConfig = demoOperator;
