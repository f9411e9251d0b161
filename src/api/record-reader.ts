import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { ApiClient, ApiResponse } from '../http/api-client.ts';
import { isPlainObject } from '../lib/check.ts';
import { describingSays } from '../messages/describing.ts';
import { inShape, recordIn, recordInShape, unfolded } from './answers.ts';
import { deniesRecord } from './denials.ts';
import type { Description } from './describe.ts';
import type { ApiRecord, RecordId } from './evidence.ts';
import type { CallOptions } from './operations.ts';
import type { CallOwn } from './own-function.ts';
import { clientErrors } from './remove-record.ts';
import { requestOf } from './request.ts';
import type { Routes } from './routes.ts';

export interface RecordReaderParts {
  readonly client: ApiClient;
  readonly own: CallOwn;
  readonly resource: AnyResource;
  readonly description: Description;
  readonly routes: Routes;
}

/** Reads one record by its id, and tells by the answer whether it is gone. */
export class RecordReader {
  readonly #parts: RecordReaderParts;

  constructor(parts: RecordReaderParts) {
    this.#parts = parts;
  }

  /** Undefined if the API says that it is not there. */
  async read(id: RecordId, options: CallOptions): Promise<ApiRecord | undefined> {
    const { own, resource, description } = this.#parts;
    const { read, one, idName } = description;
    // GraphQL says null for a record that is not there.
    if (typeof read === 'function')
      return (await own('GET', options, (tools) => read(id, tools))) ?? undefined;
    const answer = await this.answer(id, options);
    if (this.#isGone(answer)) return undefined;
    const found = recordInShape(one, answer, idName, resource) ?? recordIn(resource, answer.body);
    if (found !== undefined) return found.record;
    const { body } = answer;
    return isPlainObject(body) && !deniesRecord(body) ? unfolded(resource, body) : undefined;
  }

  /** @throws SeedbedError `SEEDBED_CONFIG` if `read` is a function: it gives no answer */
  async answer(id: RecordId, { signal, yields }: CallOptions): Promise<ApiResponse> {
    const { client, resource, description, routes } = this.#parts;
    const { read, remove } = description;
    if (typeof read === 'function')
      throw new SeedbedError('SEEDBED_CONFIG', describingSays.readIsFunction(resource.name));
    const request = requestOf(read, { ...routes.get({ id }), id }, describingSays.read(resource.name));
    const accept = typeof remove === 'object' && remove.gone !== undefined ? clientErrors : [404, 410];
    return client.request(request, { signal, yields, accept });
  }

  #isGone(answer: ApiResponse): boolean {
    const { remove } = this.#parts.description;
    if (answer.status === 404 || answer.status === 410) return true;
    return typeof remove === 'object' && remove.gone !== undefined && inShape(remove.gone, answer) === true;
  }
}
