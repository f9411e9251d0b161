import { HttpError } from '../../errors.ts';
import type { BulkOperation } from '../../factory/description.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { ApiClient } from '../../http/api-client.ts';
import { parseBaseUrl } from '../../lib/base-url.ts';
import { abortable } from '../../lib/promises.ts';
import type { CallOptions } from '../operations.ts';
import { offeredBulk } from './offered-bulk.ts';

export interface OfferedCallsOptions {
  /** From the root of the API's origin. */
  readonly path: string;
  /** Fewer records are not worth the request. */
  readonly from: number;
}

/** The largest description that is read, in bytes. */
const mostBytes = 8 * 1024 * 1024;

/** Whatever is answered instead of a description, there is none. */
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

  /** A call that creates many records of a resource, if so many are worth it. */
  async bulkOf(
    resource: AnyResource,
    count: number,
    { signal }: Pick<CallOptions, 'signal'>,
  ): Promise<BulkOperation | undefined> {
    if (count < this.#options.from) return undefined;
    // Whoever stops waiting for it leaves it to the others; so it gives way to nobody.
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
      return status < 300 ? body : undefined;
    } catch (error) {
      // It is done without; what is wrong with the API itself, the next request tells.
      if (error instanceof HttpError) return undefined;
      throw error;
    }
  }
}
