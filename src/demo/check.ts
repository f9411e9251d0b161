import { getDotPath, type InferIssue, safeParse } from 'valibot';
import { isSecretName } from '../lib/redact.ts';
import { Refusal } from './refusal.ts';
import type { Schema } from './schemas.ts';

/** The body as the schema makes it. Refuses with 422, naming each field that does not fit and never a secret's value. */
export function check<T>(schema: Schema<T>, body: unknown): T {
  const result = safeParse(schema, body);
  if (result.success) return result.output;
  throw new Refusal(422, result.issues.map(describe).join(' '));
}

function describe(issue: InferIssue<Schema>): string {
  const field = getDotPath(issue);
  if (field === null) return `Body: ${issue.message}.`;
  if (issue.received === 'undefined') return `${field}: required.`;
  if (isSecretName(field))
    return `${field}: Invalid ${issue.type}: Expected ${issue.expected ?? 'another value'}.`;
  return `${field}: ${issue.message}.`;
}
