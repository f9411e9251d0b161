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
  const layers = files.map((file) => readEnvFile(join(folder, file)));
  // An empty variable in the process does not hide a value from a file: CI systems export unset secrets as ''.
  const own = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  return Object.assign({}, ...layers, own) as Environment;
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
