import type { BodyOperation, ListOperation } from '../factory/description.ts';
import type { AnyResource } from '../factory/resource.ts';
import { describingSays } from '../messages/describing.ts';
import { type Call, type Description, texts } from './describe.ts';
import { namesIn, type TemplateName } from './template.ts';

/** What can be named as far as it is known by now. */
export interface KnownNames {
  /** The record's own fields. */
  readonly own: readonly string[];
  /** Whether its fields are those that the API shows of it. */
  readonly isShown: boolean;
  /** The fields of those that it belongs to. Undefined: nothing is known of that record yet; not there: there is no such parent. */
  readonly parents: Readonly<Record<string, readonly string[] | undefined>>;
}

/** Every name in the templates of a resource, those of the rarest requests too: a removal comes last. */
export function templateNames({ name }: AnyResource, description: Description): readonly TemplateName[] {
  const { create, read, list, search, find, remove } = description;
  const first = typeof remove === 'object' ? (remove.first ?? []) : [];
  const ofList = describingSays.list(name);
  const ofRemoval = describingSays.remove(name);
  const last = { builtIn: ['id', 'key', 'etag'], mayBeShown: true };
  return [
    ...placedNames(create, { where: describingSays.create(name), builtIn: ['key'] }),
    ...placedNames(read, { where: describingSays.read(name), builtIn: ['id', 'key'] }),
    ...placedNames(list, { where: ofList, builtIn: ['tag'] }),
    ...placedNames(search, { where: ofList, builtIn: ['tag'] }),
    ...placedNames(find, { where: ofList, builtIn: ['key'] }),
    ...first.flatMap((step) => placedNames(step, { where: ofRemoval, ...last })),
    ...placedNames(remove, { where: ofRemoval, ...last }),
  ];
}

function placedNames(
  call: Partial<Call<BodyOperation & ListOperation>> | ((...given: never[]) => unknown) | false | undefined,
  {
    where,
    builtIn,
    mayBeShown = false,
  }: Omit<TemplateName, 'name' | 'mayBeShown'> & { readonly mayBeShown?: boolean },
): TemplateName[] {
  if (typeof call !== 'object') return [];
  const { path = '', query, headers = {} } = call;
  const named = (template: string, where: string): TemplateName[] =>
    namesIn(template).map((name) => ({ name, where, builtIn, mayBeShown }));
  return [
    ...named(path, describingSays.pathOf(where)),
    ...texts(query).flatMap((text) => named(text, describingSays.queryOf(where))),
    ...Object.entries(headers).flatMap(([header, text]) =>
      named(String(text), describingSays.headerOf(header.toLowerCase(), where)),
    ),
  ];
}

/** The first name that surely has no value, with what there is instead. Pure. */
export function unknownName(
  names: readonly TemplateName[],
  { own, isShown, parents }: KnownNames,
): (TemplateName & { readonly known: readonly string[] }) | undefined {
  const unknown = names.find(({ name, builtIn, mayBeShown }) => {
    if (builtIn.includes(name)) return false;
    const [owner = '', ...field] = name.split('.');
    if (field.length === 0) return !own.includes(name) && (isShown || !mayBeShown);
    if (!Object.hasOwn(parents, owner)) return true;
    return parents[owner] !== undefined && !parents[owner].includes(field.join('.'));
  });
  if (unknown === undefined) return undefined;
  const above = Object.entries(parents).flatMap(([owner, fields = ['id']]) =>
    fields.map((field) => `${owner}.${field}`),
  );
  return { ...unknown, known: [...new Set([...unknown.builtIn, ...own, ...above])] };
}
