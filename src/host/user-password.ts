import type { Builder } from '../factory/builder.ts';
import type { AnyResource } from '../factory/resource.ts';

/** The fields by which the users of a resource sign in. Undefined if none of its attributes is their password. */
export function signInFields({
  credentials,
  secrets,
}: Pick<AnyResource, 'credentials' | 'secrets'>):
  | { readonly email: string; readonly password: string }
  | undefined {
  const named = { email: 'email', password: 'password', ...credentials };
  return secrets.includes(named.password) ? named : undefined;
}

/** Gives every user that is built the same password; what a seed sets for one wins. */
export function withUserPassword(
  builder: Builder,
  resources: readonly AnyResource[],
  password: string | undefined,
): Builder {
  if (password === undefined) return builder;
  const given = new Map<string, Readonly<Record<string, string>>>();
  for (const resource of resources) {
    const named = signInFields(resource);
    if (named !== undefined) given.set(resource.name, { [named.password]: password });
  }
  return {
    build(spec, parents) {
      const set = given.get(spec.resource);
      return builder.build(set === undefined ? spec : { ...spec, set: { ...set, ...spec.set } }, parents);
    },
  };
}
