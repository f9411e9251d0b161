import { HttpError } from '../../errors.ts';
import type { BulkOperation } from '../../factory/description.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { ApiClient } from '../../http/api-client.ts';
import { parseBaseUrl } from '../../lib/base-url.ts';
import { isPlainObject } from '../../lib/check.ts';
import { abortable } from '../../lib/promises.ts';
import { describingSays } from '../../messages/describing.ts';
import type { Description } from '../describe.ts';
import type { CallOptions } from '../operations.ts';

type Json = Readonly<Record<string, unknown>>;

/** How APIs call what creates many: `/users/bulk`, `/users/batch-create`. Not `/users/import`, which may mean a file. */
const bulkNames = /^_?(bulk|batch|many|(bulk|batch)[-_]?(create|insert)|create[-_]?(many|bulk|batch))$/i;

/**
 * The call that creates many of what the resource's own create makes, by an OpenAPI document: its body is an array of the very same
 * schema, and so is its answer an array. Undefined if there is none. Pure.
 *
 * @param basePath of the base URL, to which the resource's path is joined
 */
export function offeredBulk(
  document: unknown,
  { path }: Pick<AnyResource, 'path'>,
  basePath: string,
): BulkOperation | undefined {
  if (!isPlainObject(document) || !isPlainObject(document.paths)) return undefined;
  const { paths } = document;
  const whole = `${basePath}${path}`;
  const below = `${whole.replace(/\/$/, '')}/`;
  for (const prefix of new Set([basePath, ...prefixesOf(document), ''])) {
    if (!whole.startsWith(prefix)) continue;
    const single = bodyOf(document, postAt(paths[whole.slice(prefix.length)]));
    for (const [name, item] of Object.entries(paths)) {
      const called = `${prefix}${name}`;
      if (!called.startsWith(below) || !bulkNames.test(called.slice(below.length).replace(/\/$/, '')))
        continue;
      const post = postAt(item);
      const body = bodyOf(document, post);
      if (post?.deprecated === true || body?.type !== 'array' || !isSame(body.items, single)) continue;
      if (answerOf(document, post)?.type !== 'array') continue;
      const { maxItems } = body;
      const isLimited = typeof maxItems === 'number' && maxItems > 0;
      return { path: called.slice(basePath.length), ...(isLimited && { maxItems }) };
    }
  }
  return undefined;
}

/** Whether a resource is created as the document's own create is: anything that its definition says of it, a bulk call would miss. */
export function isCreatedPlainly(
  { bulk, idempotency, path }: Pick<AnyResource, 'bulk' | 'idempotency' | 'path'>,
  { create, createMany, find }: Pick<Description, 'create' | 'createMany' | 'find'>,
): boolean {
  if (bulk === false || createMany !== undefined || idempotency !== undefined) return false;
  // If the answer is lost, the records must be looked up: it is about a hundred of them.
  if (find === false || typeof create === 'function') return false;
  const { method, encode = 'json', body, query, headers } = create;
  const isPlain = method === 'POST' && create.path === path && !path.includes('{') && encode === 'json';
  return isPlain && body === undefined && query === undefined && headers === undefined;
}

/** Paths of the servers that the document names, or its base path (Swagger 2). */
function prefixesOf({ servers, basePath }: Json): string[] {
  const urls = Array.isArray(servers)
    ? servers.map((server) => (isPlainObject(server) ? server.url : undefined))
    : [];
  return [basePath, ...urls].flatMap((url) => {
    const parsed = typeof url === 'string' ? URL.parse(url, 'http://origin.invalid') : null;
    return parsed === null ? [] : [parsed.pathname.replace(/\/$/, '')];
  });
}

function postAt(item: unknown): Json | undefined {
  return isPlainObject(item) && isPlainObject(item.post) ? item.post : undefined;
}

/** The schema of a body, as OpenAPI 3 has it, or Swagger 2 among the parameters. */
function bodyOf(document: Json, post: Json | undefined): Json | undefined {
  const parameters = Array.isArray(post?.parameters) ? post.parameters : [];
  const inBody = parameters.find((one) => isPlainObject(one) && one.in === 'body');
  return schemaIn(document, resolved(document, post?.requestBody) ?? inBody);
}

function answerOf(document: Json, post: Json | undefined): Json | undefined {
  const answers = isPlainObject(post?.responses) ? post.responses : {};
  return schemaIn(document, resolved(document, answers['201'] ?? answers['200'] ?? answers['207']));
}

function schemaIn(document: Json, holder: unknown): Json | undefined {
  if (!isPlainObject(holder)) return undefined;
  const content = isPlainObject(holder.content) ? holder.content['application/json'] : holder;
  const schema = isPlainObject(content) ? content.schema : undefined;
  if (!isPlainObject(schema)) return undefined;
  const own = resolved(document, schema) ?? schema;
  // The name under which it is known tells two equal ones apart.
  return own === schema ? own : { ...own, $ref: schema.$ref };
}

/** What a reference leads to: `#/components/schemas/User`. */
function resolved(document: Json, value: unknown): Json | undefined {
  if (!isPlainObject(value)) return undefined;
  if (typeof value.$ref !== 'string') return value;
  const [root, ...names] = value.$ref.split('/');
  let found: unknown = root === '#' ? document : undefined;
  for (const name of names)
    found =
      isPlainObject(found) && Object.hasOwn(found, name)
        ? found[name.replaceAll('~1', '/').replaceAll('~0', '~')]
        : undefined;
  return isPlainObject(found) ? found : undefined;
}

/** The same schema: by its name, or word by word. An empty one is any. */
function isSame(items: unknown, single: Json | undefined): boolean {
  if (!isPlainObject(items) || single === undefined) return false;
  if (items.$ref !== undefined) return items.$ref === single.$ref;
  return Object.keys(items).length > 0 && JSON.stringify(items) === JSON.stringify(single);
}

export interface OfferedCallsOptions {
  /** From the root of the API's origin. */
  readonly path: string;
  /** Fewer records are not worth the request. */
  readonly from: number;
}

/** The largest description that is read, in bytes. */
const mostBytes = 8 * 1024 * 1024;

/** A line near the beginning of a description in YAML. */
const yaml = /^["']?(openapi|swagger)["']?\s*:/m;
const beginning = 4_000;

/** If the answer is anything but a description, there is none. */
const otherAnswers = Array.from({ length: 200 }, (_, index) => 400 + index).filter(
  (status) => status !== 429,
);

/** What an API's own description offers besides what was configured. It is read once, when it is first worth it. */
export class OfferedCalls {
  readonly #client: ApiClient;
  readonly #options: OfferedCallsOptions;
  #document: Promise<unknown> | undefined;

  constructor(client: ApiClient, options: OfferedCallsOptions) {
    this.#client = client;
    this.#options = options;
  }

  /** A call that creates many records of a resource, if this many are worth it. */
  async bulkOf(
    resource: AnyResource,
    count: number,
    { signal }: Pick<CallOptions, 'signal'>,
  ): Promise<BulkOperation | undefined> {
    if (count < this.#options.from) return undefined;
    // A caller that stops waiting leaves it to the others; so it gives way to nobody.
    this.#document ??= this.#read();
    const document = await abortable(this.#document, signal);
    return offeredBulk(document, resource, parseBaseUrl(this.#client.baseUrl).path);
  }

  async #read(): Promise<unknown> {
    try {
      const { status, body } = await this.#client.request(
        { method: 'GET', path: this.#options.path, from: 'origin', takesText: true, maxBytes: mostBytes },
        { accept: otherAnswers, repeatable: false },
      );
      if (status >= 300) return undefined;
      if (typeof body === 'string' && yaml.test(body.slice(0, beginning)))
        process.emitWarning(describingSays.openapiIsYaml(this.#options.path), 'SeedbedWarning');
      return body;
    } catch (error) {
      // The description is not needed. If the API itself has a problem, the next request will show it.
      if (error instanceof HttpError) return undefined;
      throw error;
    }
  }
}
