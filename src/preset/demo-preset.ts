import { users } from './users.ts';
import { vms } from './vms.ts';

/** What a project gets that configures nothing: all that the package knows of the demo API. The rooms of the core know none of it. */
export interface DemoPreset {
  readonly defaultResources: readonly [typeof users, typeof vms];
  readonly defaultBaseUrl: string;
  readonly defaultAuth: { readonly email: string; readonly password: string };
  readonly defaultLogin: { readonly loginPath: string; readonly tokenField: string };
  readonly defaultUserPassword: string;
  readonly openapi: string;
  readonly whoAmI: string;
  readonly aliases: Readonly<Record<string, string>>;
  readonly countedBy: Readonly<Record<string, readonly string[]>>;
}

export const demoPreset: DemoPreset = {
  defaultResources: [users, vms],
  /** Where `seedbed demo-api` listens. */
  defaultBaseUrl: 'http://127.0.0.1:4010/api:demo',
  /** The demo API's public account. Used on loopback only, if no credentials are configured: no set-up is needed there. */
  defaultAuth: { email: 'operator@example.com', password: 'seedbed-demo' },
  /** The password of users that commands make on this machine, if nobody chose one: public, so that a person can sign in as one of them. */
  defaultUserPassword: 'Demo-User-2026!',
  defaultLogin: { loginPath: '/auth/login', tokenField: 'authToken' },
  openapi: '/openapi.json',
  whoAmI: '/auth/me',
  /** Fields by which `seedbed status` counts, as the table of records heads them. */
  countedBy: { vms: ['status', 'operating_system'] },
  /** Settings that users of the demo API already have in their environment, under the names they know. */
  aliases: {
    SEEDBED_BASE_URL: 'DEMO_API_BASE_URL',
    SEEDBED_EMAIL: 'DEMO_API_EMAIL',
    SEEDBED_PASSWORD: 'DEMO_API_PASSWORD',
    SEEDBED_TOKEN: 'DEMO_API_TOKEN',
    SEEDBED_TIMEOUT: 'DEMO_API_TIMEOUT',
    SEEDBED_MAX_RETRIES: 'DEMO_API_MAX_RETRIES',
    SEEDBED_LOG_LEVEL: 'DEMO_API_LOG_LEVEL',
  },
};
