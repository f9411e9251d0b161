import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { SeedbedError } from '../errors.ts';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Lowest first, as users of this API know it: `.env.defaults` < `.env` < `.env.local` < the process environment. */
const files = ['.env.defaults', '.env', '.env.local'];

/** Reads the `.env` files of a folder under the process environment. Changes neither. */
export function readEnvironment(folder: string, environment: Environment = process.env): Environment {
  const layers = [...files.map((file) => readEnvFile(join(folder, file))), environment];
  return Object.assign({}, ...layers.map(withoutEmpty)) as Environment;
}

/** Empty is not set: CI systems export missing secrets as '', and a template's `DEMO_API_TOKEN=` is not a token. */
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function readEnvFile(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return {};
    throw new SeedbedError('SEEDBED_CONFIG', `Failed to read "${file}": ${(error as Error).message}.`, {
      cause: error,
    });
  }
}
