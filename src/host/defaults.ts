import type { AnyResource } from '../factory/resource.ts';
import { type DemoPreset, demoPreset } from '../preset/demo-preset.ts';

/** What a project gets that configures nothing: its resources, base URL, account and names of environment variables. */
export const preset: DemoPreset = demoPreset;

export const defaultResources: DemoPreset['defaultResources'] = preset.defaultResources;

/** A resource of the default preset. */
export type DefaultResource = DemoPreset['defaultResources'][number];

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
