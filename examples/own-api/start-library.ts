import { startLibrary } from './library-api.ts';

/** The library, on a free port, for this run. Nothing may be left in it at the end. */
export default async function start(): Promise<() => void> {
  const { url, rows, server } = await startLibrary();
  process.env.SEEDBED_BASE_URL = url;
  return () => {
    server.close();
    const left = Object.values(rows).flat().length;
    if (left > 0) throw new Error(`${left} records are left in the library.`);
  };
}
