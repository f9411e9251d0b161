import type { BodyOperation } from '../factory/description.ts';
import type { Attributes } from '../factory/resource.ts';
import type { ApiClient, ApiRequest, ApiResponse } from '../http/api-client.ts';
import { type Call, texts } from './describe.ts';
import type { CreateOptions, Origin } from './operations.ts';
import { bodyRequestOf } from './request.ts';
import { namesIn, type TemplateValues } from './template.ts';

/** Redirects are answers to a create: 303 leads to the record that was made. */
const redirects = [301, 302, 303, 307, 308];

export interface SendCreateParts {
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
  const { path, query, headers, body: wrap } = call;
  const names = [path, ...texts(query), ...texts(headers)].flatMap(namesIn);
  const plain: ApiRequest | undefined = names.length === 0 ? bodyRequestOf(call, {}, {}, where) : undefined;
  return (fields, { headers: more, signal, yields, onSend, repeatable, origin }) => {
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
        repeatable,
        accept: redirects,
      },
    );
  };
}
