import type { StandardSchemaV1 } from '@standard-schema/spec';
import { show } from '../lib/check.ts';
import { isSecretName, MASK } from '../lib/redact.ts';
import { buildingSays } from '../messages/building.ts';
import { words } from '../messages/words.ts';
import type { AnyResource, Attributes } from './resource.ts';

/** One thing that is wrong with a record. */
export interface Issue {
  /** `address.city`; empty for the record itself. */
  readonly path: string;
  /** What the schema wanted, in its library's words. */
  readonly expected: string;
  /** What the record holds; masked for secrets. */
  readonly got: string;
}

/**
 * Checks built attributes against the resource's schema, before anything is sent. Undefined if all is well, else one line:
 * ``email: expected an e-mail address, got `"x"` (string)``. A promise only if the schema is asynchronous.
 */
export function validate(
  resource: AnyResource,
  attributes: Attributes,
): string | undefined | Promise<string | undefined> {
  const issues = findIssues(resource, attributes);
  return issues instanceof Promise ? issues.then(describe) : describe(issues);
}

/** The same, field by field. */
export function findIssues(
  resource: AnyResource,
  attributes: Attributes,
): readonly Issue[] | Promise<readonly Issue[]> {
  if (resource.schema === undefined) return [];
  const read = ({ issues = [] }: StandardSchemaV1.Result<unknown>): readonly Issue[] =>
    issues.map((issue) => issueOf(issue, resource, attributes));
  const result = resource.schema['~standard'].validate(attributes);
  return result instanceof Promise ? result.then(read) : read(result);
}

function describe(issues: readonly Issue[]): string | undefined {
  if (issues.length === 0) return undefined;
  return words().clauses(issues.map((issue) => buildingSays.issue(issue.path, issue.expected, issue.got)));
}

function issueOf(issue: StandardSchemaV1.Issue, resource: AnyResource, attributes: Attributes): Issue {
  const keys = (issue.path ?? []).map((step) => (typeof step === 'object' ? step.key : step));
  const value = keys.reduce<unknown>(
    (inside, key) => (inside as Attributes | undefined)?.[key as string],
    attributes,
  );
  const names = keys.map(String);
  const secret = resource.secrets.includes(names[0] ?? '') || names.some(isSecretName);
  return {
    path: names.join('.'),
    expected: secret ? buildingSays.validValue : wanted(issue.message),
    got: secret ? MASK : show(value),
  };
}

/** The libraries' sentences name the wrong value too, each in its way: keep what was expected. */
function wanted(message: string): string {
  const match =
    /\bexpected (.+?),? (?:but )?received\b/i.exec(message) ?? // zod, valibot
    /\bmust be (.+?)(?: \(was .*)?$/.exec(message) ?? // arktype
    /^(?:Invalid [\w ]+: )(?=\S)(.+?)(?: but received .*)?$/.exec(message);
  return match?.[1] ?? message;
}
