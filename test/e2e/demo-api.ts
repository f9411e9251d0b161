import { startDemoApi } from '../../src/demo/index.ts';

/** The page under test, on a free port. The specs' own seeds find it by the variable that users set, too. */
export default async function startPage(): Promise<() => Promise<void>> {
  const api = await startDemoApi();
  process.env.DEMO_API_BASE_URL = api.url;
  return () => api.close();
}
