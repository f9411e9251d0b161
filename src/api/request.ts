import type { BodyOperation, Operation } from '../factory/description.ts';
import type { ApiRequest } from '../http/api-client.ts';
import { describingSays } from '../messages/describing.ts';
import type { Call } from './describe.ts';
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
      return `${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
    })
    .join('&');
}

function headersOf(
  headers: NonNullable<Operation['headers']>,
  values: TemplateValues,
  where: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      fillText(String(value), values, describingSays.headerOf(name, where)),
    ]),
  );
}
