import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** The names in a folder; none if it is not there or cannot be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Writes a file of this user alone, 0600, in one step: whoever reads it sees the old text or the new one. Throws what the file system throws. */
export function replaceFile(file: string, text: string): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** The text of a file that a person has written: editors and shells of Windows write UTF-16, or a mark before the first letter. */
export function readText(file: string): string {
  const bytes = readFileSync(file);
  return new TextDecoder(utf16Mark(bytes) ?? 'utf-8').decode(bytes);
}

/** The encoding that a text's first two bytes announce, if it is UTF-16. */
export function utf16Mark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}
