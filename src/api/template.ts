import { SeedbedError } from '../errors.ts';
import { didYouMean, show } from '../lib/check.ts';
import { describingSays } from '../messages/describing.ts';

/** What a template may name: the record's own fields, and its parents' as `teams.id`. */
export type TemplateValues = Readonly<Record<string, unknown>>;

/** A name in a template: `teams.id` in `/teams/{teams.id}/users`. */
export interface TemplateName {
  readonly name: string;
  /** Which template: `the path of the removal of "users"`. */
  readonly where: string;
  /** What a request has a value for, whatever the record. */
  readonly builtIn: readonly string[];
  /** True if a field will do that only the API gives to the record. */
  readonly mayBeShown: boolean;
}

const expression = /\{([+#./;?&]?)([^{}]+)\}/g;

/** `..` is the folder above, whatever it was meant to name. */
const leadsElsewhere = /(^|\/)\.\.?(\/|$)/;

/** How an expression of RFC 6570 begins, joins its values, and whether it names them. */
const forms: Readonly<Record<string, { first: string; join: string; named: boolean; raw: boolean }>> = {
  '': { first: '', join: ',', named: false, raw: false },
  '+': { first: '', join: ',', named: false, raw: true },
  '#': { first: '#', join: ',', named: false, raw: true },
  '.': { first: '.', join: '.', named: false, raw: false },
  '/': { first: '/', join: '/', named: false, raw: false },
  ';': { first: ';', join: ';', named: true, raw: false },
  '?': { first: '?', join: '&', named: true, raw: false },
  '&': { first: '&', join: '&', named: true, raw: false },
};

/** The names in a template: `id` and `teams.id` of `/teams/{teams.id}/users/{id}`. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(expression)].flatMap(([, , list = '']) =>
    list.split(',').map((name) => name.trim()),
  );
}

/**
 * Fills a URI template in (RFC 6570, levels 1 to 3: simple values, which is what ids and keys are).
 *
 * @param where names the template in the error
 * @throws SeedbedError `SEEDBED_CONFIG` for a name that has no value: a path with a hole would lead to another record
 */
export function fillTemplate(template: string, values: TemplateValues, where: string): string {
  if (!template.includes('{')) return template;
  return template.replace(expression, (_, operator: string, list: string) => {
    const { first, join, named, raw } = forms[operator] as (typeof forms)[string] & object;
    const parts = list.split(',').map((name) => {
      const text = textOf(values, name.trim(), where);
      if ((!named && leadsElsewhere.test(text)) || !text.isWellFormed())
        throw new SeedbedError('SEEDBED_CONFIG', describingSays.noPathPart(name.trim(), where, show(text)));
      const encoded = raw ? encodeURI(text) : encodeURIComponent(text);
      return named ? `${name.trim()}=${encoded}` : encoded;
    });
    return first + parts.join(join);
  });
}

/** The same without encoding, for headers and for values that are encoded later. */
export function fillText(template: string, values: TemplateValues, where: string): string {
  return template.includes('{')
    ? template.replace(expression, (_, __, name: string) => textOf(values, name.trim(), where))
    : template;
}

function textOf(values: TemplateValues, name: string, where: string): string {
  const value = values[name];
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toJSON();
  const told = describingSays.noValue(name, where, value === undefined ? undefined : typeof value);
  throw new SeedbedError('SEEDBED_CONFIG', `${told}${didYouMean(name, Object.keys(values))}`);
}
