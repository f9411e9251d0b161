import { projectFolder } from '../../config/project-folder.ts';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { SeedbedError } from '../../errors.ts';
import { type Builder, createBuilder } from '../../factory/builder.ts';
import { findLocale } from '../../factory/locale.ts';
import type { AnyResource, Attributes } from '../../factory/resource.ts';
import { generationOf } from '../../host/datasets/generation.ts';
import { oneOf } from '../../lib/check.ts';
import { systemClock } from '../../lib/clock.ts';
import { commandLineSays } from '../../messages/command-line.ts';
import { madeSays } from '../../messages/made.ts';
import { createPlan } from '../../plan/create-plan.ts';
import { parseSeed } from '../../plan/parse-seed.ts';
import type { Layer } from '../../plan/plan.ts';
import { readOfflineConfig } from '../cli-config.ts';
import { exitCodes, watchInterrupt } from '../endings.ts';
import type { SettingFlags } from '../flags.ts';
import { csv, type Format, fileOf, formatOf, json, type Listed, ndjson } from '../output/formats.ts';
import { openOutput } from '../output/output-file.ts';
import { writeToFile, writeToStdout } from '../output/write-text.ts';
import { checkNamespace, readSeed, readWordsOr } from '../seed-source.ts';
import { tell } from '../terminal.ts';

export interface GenerateFlags extends SettingFlags {
  readonly namespace?: string;
  readonly users?: string;
  readonly vms?: string;
  readonly seed?: string;
  /** @default as the output's name says, else JSON */
  readonly format?: Format;
  readonly output?: string;
  readonly resource?: string;
}

/** The tag in values of records that no API will see, unless the user names another: the same command writes the same file. */
const defaultNamespace = 'sb0';

/**
 * Writes what a seed describes, without an API.
 *
 * @param typed the flags that were typed and say what to generate, instead of `words`
 */
export async function generateRecords(
  flags: GenerateFlags,
  words: readonly string[],
  typed: readonly string[],
): Promise<number> {
  const { users, vms, seed, output } = flags;
  const format = flags.format ?? (output === undefined ? 'json' : formatOf(output));
  const namespace = flags.namespace === undefined ? defaultNamespace : checkNamespace(flags.namespace);
  const neither = users === undefined && vms === undefined;
  const counts = { users: users ?? (neither ? '10' : '0'), vms: vms ?? (neither ? '20' : '0') };
  const asked = readWordsOr(words, typed, () =>
    readSeed({ ...counts, ...(seed !== undefined && { seed }) }, 0),
  );
  const config = await readOfflineConfig(projectFolder(), flags);
  const all = chosen(await generated(asked, config, namespace), flags.resource);
  const files = filesOf(all, format, output);

  const started = performance.now();
  using interrupt = watchInterrupt(() => undefined);
  for (const { name, text } of files) {
    if (name === undefined) await writeToStdout(text, interrupt.signal);
    else await writeToFile(openOutput(name), text, interrupt.signal);
  }
  const what = all.map(({ name, count }) => `${count} ${name}`);
  const where = files.flatMap(({ name }) => name ?? []);
  if (output !== undefined) tell(madeSays.wrote(what, where, performance.now() - started));
  return exitCodes.ok;
}

/** A text, and the file it goes to; undefined: stdout. */
interface Written {
  readonly name: string | undefined;
  readonly text: Iterable<string>;
}

function filesOf(all: readonly Generated[], format: Format, output: string | undefined): readonly Written[] {
  if (format === 'json') return [{ name: output, text: json(all) }];
  if (format === 'ndjson') return [{ name: output, text: ndjson(all) }];
  if (all.length > 1 && output === undefined)
    throw new SeedbedError('SEEDBED_CONFIG', commandLineSays.oneCsv);
  return all.map((one) => ({ name: output && fileOf(output, one.name, all.length), text: csv(one) }));
}

function chosen(all: readonly Generated[], name: string | undefined): readonly Generated[] {
  if (name === undefined) return all;
  const names = all.map(({ name }) => name);
  const wanted = oneOf({ name: '--resource', code: 'SEEDBED_CONFIG' }, name, names);
  return all.filter((one) => one.name === wanted);
}

/** The records of one resource, made when asked for. */
interface Generated extends Listed {
  readonly count: number;
  /** Each with an id of its own, from 1 up, which the foreign keys of its children use; without secrets. */
  records(): Generator<Attributes, void, undefined>;
}

/** The records that a seed describes, as the API would get them, built here and now. */
export async function generated(
  seed: unknown,
  config: ResolvedConfig,
  namespace: string,
): Promise<readonly Generated[]> {
  const { resources, scenarios, project } = config;
  const parsed = parseSeed(seed, { resources, scenarios });
  const randomSeed = parsed.options.randomSeed ?? config.randomSeed;
  const locale = findLocale(parsed.options.locale ?? config.locale);
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
    // A parent that the seed does not make has the id 1.
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
