import type { ResourceApi } from '../api/operations.ts';
import type { TemplateName } from '../api/template.ts';
import { type KnownNames, unknownName } from '../api/template-names.ts';
import type { SeededRecord } from '../dataset/snapshot.ts';
import { endsEverything, HttpError, SeedbedError } from '../errors.ts';
import { standIns } from '../factory/builder.ts';
import type { AnyResource } from '../factory/resource.ts';
import { didYouMean } from '../lib/check.ts';
import { escapeText } from '../lib/escape.ts';
import { describingSays } from '../messages/describing.ts';
import type { RecordSpec } from '../plan/plan.ts';
import type { Parents } from './build.ts';
import type { Job, Seeding } from './job.ts';

/**
 * Refuses, before anything is sent, a template whose name can be no field of a record: by the first record of each resource, built as it
 * will be. What only the API can tell is left to {@link NameCheck}.
 *
 * @throws SeedbedError `SEEDBED_CONFIG`
 */
export function checkNames(
  { apis, builder, resources }: Pick<Seeding, 'apis' | 'builder' | 'resources'>,
  specs: readonly RecordSpec[],
): void {
  for (const spec of specs) {
    const resource = resources.find(({ name }) => name === spec.resource) as AnyResource;
    const names = apis.of(resource.name).templateNames;
    if (names.every(({ name, builtIn }) => builtIn.includes(name))) continue;
    let own: readonly string[];
    try {
      own = Object.keys(builder.build(spec, standIns(resource)));
    } catch {
      // It needs its real parents.
      continue;
    }
    refuse(names, { own, isShown: false, parents: parentsOf(resource) });
  }
}

/** Of none is anything known. */
function parentsOf({ belongsTo }: AnyResource): KnownNames['parents'] {
  return Object.fromEntries(belongsTo.map(({ resource }) => [resource, undefined]));
}

/** The same for what the first record's parents, and the API's answer, have to show. One for each layer. */
export class NameCheck {
  readonly #api: ResourceApi;
  readonly #job: Job;
  #parents: KnownNames['parents'];
  #left: 'parents' | 'record' | 'nothing';

  constructor(job: Job) {
    this.#job = job;
    this.#api = job.api;
    this.#parents = parentsOf(job.resource);
    const isKnown = ({ name, builtIn }: TemplateName): boolean => builtIn.includes(name);
    // An answer of this definition was understood before, in this run or in an earlier one.
    this.#left = job.api.proof.isExpected || job.api.templateNames.every(isKnown) ? 'nothing' : 'parents';
  }

  /**
   * Before a record is built.
   *
   * @throws SeedbedError `SEEDBED_CONFIG`
   */
  parents(parents: Parents): void {
    if (this.#left !== 'parents') return;
    this.#left = 'record';
    const known = Object.entries(parents).map(([name, { fields }]) => [name, Object.keys(fields)]);
    this.#parents = { ...this.#parents, ...Object.fromEntries(known) };
    const names = this.#api.templateNames.filter(({ name }) => name.includes('.'));
    refuse(names, { own: [], isShown: false, parents: this.#parents });
  }

  /**
   * Once a record is there. What its answer does not show, a reading of it may.
   *
   * @throws SeedbedError `SEEDBED_CONFIG`; what makes further requests pointless
   */
  async record({ id, fields }: SeededRecord): Promise<void> {
    if (this.#left === 'nothing') return;
    this.#left = 'nothing';
    const { resource, signal, yields } = this.#job;
    const { name, secrets } = resource;
    const names = this.#api.templateNames;
    const knownBy = (more: object): KnownNames => {
      const own = [...new Set([...Object.keys(fields), ...secrets, ...Object.keys(more)])];
      const kin = name in this.#parents ? { [name]: own } : {};
      return { own, isShown: true, parents: { ...this.#parents, ...kin } };
    };
    if (unknownName(names, knownBy({})) === undefined) return;
    let shown: object | undefined;
    try {
      shown = await this.#api.read(id, { signal, yields });
    } catch (error) {
      // Nothing can be told by a reading that failed.
      if (error instanceof HttpError && !endsEverything(error)) return;
      throw error;
    }
    refuse(names, knownBy(shown ?? {}), describingSays.oneIsThere(name));
  }
}

/** So many names are told; a record may have a hundred. */
const mostTold = 16;

function refuse(names: readonly TemplateName[], given: KnownNames, after = ''): void {
  const unknown = unknownName(names, given);
  if (unknown === undefined) return;
  const { name, where, known } = unknown;
  const told = known.slice(0, mostTold).map((one) => escapeText(one, 60));
  const hint = didYouMean(name, known);
  throw new SeedbedError(
    'SEEDBED_CONFIG',
    [`${describingSays.noField(name, where, told)}${hint}`, after].filter((part) => part !== '').join(' '),
  );
}
