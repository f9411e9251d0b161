import { expected } from '../lib/check.ts';

/**
 * Checks `--namespace`: a DNS label, for it becomes part of host names and e-mail domains; at most 32, so that an e-mail's local
 * part keeps room for a readable name.
 */
export function checkNamespace(tag: string): string {
  if (/^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/.test(tag)) return tag;
  const place = { name: '--namespace', code: 'SEEDBED_CONFIG' } as const;
  return expected(place, '3 to 32 of a-z, 0-9 and inner dashes', tag);
}
