import { readdirSync } from 'node:fs';

/** What a folder holds, by name; nothing if it is not there or cannot be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
