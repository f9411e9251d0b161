import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { SeedbedError } from '../../errors.ts';
import { escapeText } from '../../lib/escape.ts';
import { outputSays } from '../../messages/output.ts';

export const formats = ['json', 'ndjson', 'csv'] as const;
export type Format = (typeof formats)[number];

const byExtension: ReadonlyMap<string, Format> = new Map([
  ['.json', 'json'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.csv', 'csv'],
]);

/**
 * How a file is written, by its name. JSON if its name has no extension, or if it is no file but a device or a pipe.
 *
 * @throws SeedbedError `SEEDBED_CONFIG` for an extension that is none of ours
 */
export function formatOf(file: string): Format {
  const extension = extname(file).toLowerCase();
  const format = byExtension.get(extension);
  if (format !== undefined) return format;
  const found = statSync(file, { throwIfNoEntry: false });
  if (extension === '' || (found !== undefined && !found.isFile())) return 'json';
  throw new SeedbedError('SEEDBED_CONFIG', outputSays.unknownExtension(escapeText(file, 200)));
}

/** `out.csv` → `out.users.csv`, if there are several: a CSV file holds records of one resource. */
export function fileOf(output: string, resource: string, resources: number): string {
  if (resources === 1) return output;
  const extension = extname(output);
  return `${output.slice(0, output.length - extension.length)}.${resource}${extension || '.csv'}`;
}
