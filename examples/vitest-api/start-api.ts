import { startDemoApi } from 'seedbed/demo';

/** The demo API, on a free port, for this run. */
export default async function startApi(): Promise<() => Promise<void>> {
  const api = await startDemoApi();
  process.env.SEEDBED_BASE_URL = api.url;
  return () => api.close();
}
