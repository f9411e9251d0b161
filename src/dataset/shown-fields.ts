import { inspect } from 'node:util';
import { type AlsoSecret, maskSecrets } from '../lib/redact.ts';
import type { SeededRecord } from './snapshot.ts';

/**
 * A record's fields as every output shows them: a file, a report, a log. What an API answers under a secret name (`apiKey`,
 * `credentials`), under a name that the resource calls secret, or with the record's own password in it, is masked at any depth.
 */
export function shownFields({
  fields,
  secrets,
}: Pick<SeededRecord, 'fields' | 'secrets'>): Readonly<Record<string, unknown>> {
  return mask(fields, alsoSecret(secrets));
}

/**
 * Makes a record that a test holds print itself masked: by `console.log`, `JSON.stringify`, a runner's comparison. The test still reads the
 * real values (`user.apiKey`). Only objects that hold a secret get this, by properties that no comparison or copy sees.
 */
export function hideWhenPrinted({ fields, secrets }: Pick<SeededRecord, 'fields' | 'secrets'>): void {
  const also = alsoSecret(secrets);
  const hide = (value: object): void => {
    for (const name in value) {
      const inner: unknown = value[name as keyof typeof value];
      if (typeof inner === 'object' && inner !== null && Object.hasOwn(value, name)) hide(inner);
    }
    if (Array.isArray(value) || Object.isFrozen(value)) return;
    const shown = mask(value, also);
    if (shown === value) return;
    // An answer may have a field of that very name: its data is left alone.
    if (!Object.hasOwn(value, 'toJSON')) Object.defineProperty(value, 'toJSON', { value: () => shown });
    Object.defineProperty(value, inspect.custom, { value: () => shown });
  };
  hide(fields);
}

function alsoSecret(secrets: SeededRecord['secrets']): AlsoSecret {
  return { names: Object.keys(secrets), values: Object.values(secrets) };
}

function mask(value: object, also: AlsoSecret): Readonly<Record<string, unknown>> {
  return maskSecrets(value, also) as Readonly<Record<string, unknown>>;
}
