import { isSecretName } from '../lib/redact.ts';
import type { ApiRequest } from './api-client.ts';

/** Every value a request carries that must not be shown, should the server echo it. Read on the way to an error only. */
export function secretsOf(request: ApiRequest): Set<string> {
  const found = new Set<string>();
  const { secretNames = [] } = request;
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (isSecretName(name) || secretNames.includes(name)) addHeader(found, value);
  }
  for (const [name, value] of new URLSearchParams(request.path.split('?')[1])) {
    if (isSecretName(name) || secretNames.includes(name)) found.add(value);
  }
  addFields(found, request.body, secretNames);
  return found;
}

/** The whole value, and what stands inside it: a token after its scheme, a user and password in base64, each cookie. */
function addHeader(found: Set<string>, value: string): void {
  found.add(value);
  const [, scheme, credentials] = /^(\S+)\s+(\S.*)$/.exec(value) ?? [];
  if (credentials !== undefined) found.add(credentials);
  if (credentials !== undefined && scheme?.toLowerCase() === 'basic') {
    const pair = Buffer.from(credentials, 'base64').toString();
    found.add(pair).add(pair.slice(pair.indexOf(':') + 1));
  }
  for (const pair of value.split(/;\s*/))
    if (pair.includes('=')) found.add(pair.slice(pair.indexOf('=') + 1));
}

function addFields(found: Set<string>, value: unknown, alsoSecret: readonly string[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, field] of Object.entries(value)) {
    if (typeof field === 'object') addFields(found, field, alsoSecret);
    else if (!isSecretName(name) && !alsoSecret.includes(name)) continue;
    else if (typeof field === 'string' || typeof field === 'number') found.add(String(field));
  }
}
