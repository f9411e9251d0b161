import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { type Builder, createBuilder } from '../../factory/builder.ts';
import { loadLocale } from '../../factory/locale.ts';
import type { AnyResource, Attributes } from '../../factory/resource.ts';
import { generationOf } from '../../host/generation.ts';
import { systemClock } from '../../lib/clock.ts';
import { createPlan } from '../../plan/create-plan.ts';
import { parseSeed } from '../../plan/parse-seed.ts';
import type { Layer } from '../../plan/plan.ts';
import type { Listed } from '../output/formats.ts';

/** The records of one resource, made when asked for. */
export interface Generated extends Listed {
  readonly count: number;
  /** With an id of their own, 1 up, which is what their children's foreign keys name; without secrets. */
  records(): Generator<Attributes, void, undefined>;
}

/** What a seed describes, as the API would get it, but built here and now. */
export async function generated(
  seed: unknown,
  config: ResolvedConfig,
  namespace: string,
): Promise<readonly Generated[]> {
  const { resources, scenarios, project } = config;
  const parsed = parseSeed(seed, { resources, scenarios });
  const randomSeed = parsed.options.randomSeed ?? config.randomSeed;
  const locale = await loadLocale(parsed.options.locale ?? config.locale);
  const builder = createBuilder({
    ...generationOf(config, systemClock),
    resources,
    randomSeed,
    namespace,
    locale,
    path: project,
  });
  return createPlan(parsed, { resources, randomSeed }).layers.map((layer) => {
    const resource = resources.find(({ name }) => name === layer.resource) as AnyResource;
    return {
      name: layer.resource,
      count: layer.count,
      records: () => recordsOf(layer, resource, resources, builder),
    };
  });
}

function* recordsOf(
  layer: Layer,
  resource: AnyResource,
  resources: readonly AnyResource[],
  builder: Builder,
): Generator<Attributes, void, undefined> {
  const idFields = new Map(resources.map(({ name, idField }) => [name, idField]));
  for (let position = 0; position < layer.count; position++) {
    const spec = layer.at(position);
    // Parents that the seed does not make are somebody's with id 1.
    const indices = [
      ...layer.missingParents.map((name) => [name, 0] as const),
      ...Object.entries(spec.parents),
    ];
    const parents = indices.map(([name, index]) => [name, { [idFields.get(name) ?? 'id']: index + 1 }]);
    const attributes = builder.build(spec, Object.fromEntries(parents));
    const record: Record<string, unknown> = { [resource.idField]: spec.index + 1, ...attributes };
    for (const secret of resource.secrets) delete record[secret];
    yield record;
  }
}
