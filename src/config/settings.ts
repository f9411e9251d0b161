import { apiSettings } from './api-settings.ts';
import { dataSettings } from './data-settings.ts';
import { machineSettings } from './machine-settings.ts';
import type { Settings } from './setting.ts';
import { wireSettings } from './wire-settings.ts';

/** The one table of settings, in the order of the reference page and of the flags. */
export const settings: Settings = { ...apiSettings, ...wireSettings, ...machineSettings, ...dataSettings };
