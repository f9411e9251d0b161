import { SeedbedError } from '../errors.ts';
import type { BodyOperation, Operation } from '../factory/description.ts';
import type { AnyResource, Attributes } from '../factory/resource.ts';
import type { ApiClient, ApiRequest, ApiResponse } from '../http/api-client.ts';
import { isNumberText, rawNumber } from '../http/wire/json.ts';
import { redirects } from '../http/wire/redirected.ts';
import { isHeaderText } from '../lib/check.ts';
import { describingSays } from '../messages/describing.ts';
import { type Call, namesOf } from './describe.ts';
import type { CreateOptions, Origin } from './operations.ts';
import { fillTemplate, fillText, type TemplateValues } from './template.ts';

/** A described request, with its templates filled in. `where` names it in errors: `the removal of "users"`. */
export function requestOf(call: Call, values: TemplateValues, where: string): ApiRequest {
  const path = fillTemplate(call.path, values, describingSays.pathOf(where));
  const query = queryOf(call.query, values, where);
  const { headers } = call;
  return {
    method: call.method,
    path: query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`,
    ...(headers !== undefined && { headers: headersOf(headers, values, where) }),
  };
}

/** The same with a body. */
export function bodyRequestOf(
  call: Call<BodyOperation>,
  values: TemplateValues,
  body: unknown,
  where: string,
): ApiRequest {
  const { encode } = call;
  const request = requestOf(call, values, where);
  return body === undefined ? request : { ...request, body, ...(encode !== undefined && { encode }) };
}

function queryOf(query: Operation['query'], values: TemplateValues, where: string): string {
  return Object.entries(query ?? {})
    .map(([name, value]) => {
      const text = fillText(String(value), values, describingSays.queryOf(where));
      return `${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed())}`;
    })
    .join('&');
}

function headersOf(
  headers: NonNullable<Operation['headers']>,
  values: TemplateValues,
  where: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const header = describingSays.headerOf(name, where);
      const text = fillText(String(value), values, header);
      if (!isHeaderText(text)) throw new SeedbedError('SEEDBED_CONFIG', describingSays.noHeaderText(header));
      return [name.toLowerCase(), text];
    }),
  );
}

interface SendCreateParts {
  readonly client: ApiClient;
  readonly call: Call<BodyOperation>;
  /** Names the request in errors: `the create of "users"`. */
  readonly where: string;
  readonly valuesOf: (origin: Origin) => TemplateValues;
}

/** Sends creates. If the description has no templates, which is usual, its request is made once for all. */
export function createSender({
  client,
  call,
  where,
  valuesOf,
}: SendCreateParts): (body: Attributes, options: CreateOptions) => Promise<ApiResponse> {
  const { body: wrap } = call;
  const isPlain = namesOf(call).length === 0;
  const plain: ApiRequest | undefined = isPlain ? bodyRequestOf(call, {}, {}, where) : undefined;
  return (fields, { headers: more, signal, yields, onSend, onRefused, repeatable, origin }) => {
    const body = wrap?.(fields) ?? fields;
    const request =
      plain === undefined
        ? bodyRequestOf(call, origin === undefined ? fields : valuesOf(origin), body, where)
        : { ...plain, body };
    return client.request(
      more === undefined ? request : { ...request, headers: { ...request.headers, ...more } },
      {
        signal,
        yields,
        onSend,
        onRefused,
        repeatable,
        // 303 leads to the record that was made.
        accept: redirects,
      },
    );
  };
}

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
    if (!isNumberText(value) || !hasBigIds(resource)) continue;
    raw ??= { ...body };
    raw[foreignKey] = rawNumber(value);
  }
  return raw ?? body;
}
