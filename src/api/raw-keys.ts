import type { AnyResource, Attributes } from '../factory/resource.ts';
import { rawNumber } from '../http/wire/json.ts';

/** A foreign key that came as a number goes out as one, with all its digits. */
export function withRawKeys(
  { belongsTo }: AnyResource,
  body: Attributes,
  hasBigIds: (resource: string) => boolean,
): Attributes {
  let raw: Record<string, unknown> | undefined;
  for (const { resource, foreignKey, field } of belongsTo) {
    if (field !== undefined) continue;
    const value = body[foreignKey];
    if (typeof value !== 'string' || !hasBigIds(resource) || !/^\d+$/.test(value)) continue;
    raw ??= { ...body };
    raw[foreignKey] = rawNumber(value);
  }
  return raw ?? body;
}
