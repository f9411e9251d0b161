/** The settings that users of the demo API already have in their environment, under the names they know. The core knows none of them. */
export const demoEnvironment: Readonly<Record<string, string>> = {
  SEEDBED_BASE_URL: 'DEMO_API_BASE_URL',
  SEEDBED_EMAIL: 'DEMO_API_EMAIL',
  SEEDBED_PASSWORD: 'DEMO_API_PASSWORD',
  SEEDBED_TOKEN: 'DEMO_API_TOKEN',
  SEEDBED_TIMEOUT: 'DEMO_API_TIMEOUT',
  SEEDBED_MAX_RETRIES: 'DEMO_API_MAX_RETRIES',
  SEEDBED_LOG_LEVEL: 'DEMO_API_LOG_LEVEL',
};
