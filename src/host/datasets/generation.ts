import type { ResolvedConfig } from '../../config/resolved-config.ts';
import type { Builder, BuilderOptions } from '../../factory/builder.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { Clock } from '../../lib/clock.ts';
import { buildingSays } from '../../messages/building.ts';

/** After this long a fixed reference date is told of, once a process: dates "soon" are long past by then. */
const agedMonths = 6;

let told = false;

/** How records are generated, as the configuration says it. `today` is the day when the builder is made. */
export function generationOf(
  { emailDomain, generator, phones, referenceDate }: ResolvedConfig,
  clock: Pick<Clock, 'wall'>,
): Pick<BuilderOptions, 'emailDomain' | 'generator' | 'phones' | 'refDate' | 'onDate'> {
  const now = new Date(clock.wall());
  if (referenceDate === 'today')
    return {
      emailDomain,
      generator,
      phones,
      refDate: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())),
    };
  const refDate = new Date(referenceDate);
  const months = monthsBetween(refDate, now);
  const tellOnce = (): void => {
    if (told) return;
    told = true;
    process.emitWarning(buildingSays.aged(referenceDate, months), 'SeedbedWarning');
  };
  return { emailDomain, generator, phones, refDate, ...(months > agedMonths && { onDate: tellOnce }) };
}

function monthsBetween(from: Date, to: Date): number {
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  return to.getUTCDate() < from.getUTCDate() ? months - 1 : months;
}

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
