import type { Dispatcher } from 'undici';
import type { BaseUrl } from '../../lib/base-url.ts';
import { systemClock } from '../../lib/clock.ts';
import { failuresSay } from '../../messages/failures.ts';
import type { ApiRequest, ApiResponse, SendOptions } from '../api-client.ts';
import { committedBy, type Failed, failure } from '../failure.ts';
import { decompress, readAnswer, textOf, type Unusable } from './answer.ts';
import type { Abortable, AbortGroups, Deadlines, Expiring } from './attempt-ends.ts';
import { deadlineFailure, type NetworkFailure, networkFailure, refusedStream } from './network-failure.ts';
import { lendRealImmediate } from './undici-internals.ts';

type Controller = Dispatcher.DispatchController;
type ParsedHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/** What all attempts of one exchange share. */
export interface AttemptSettings {
  readonly base: BaseUrl;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly aborts: AbortGroups;
  readonly deadlines: Deadlines;
}

const { now } = systemClock;

/** A request that gets its connection later than this share of its time could hardly be answered, but might be committed. */
const latestStart = 0.9;

/**
 * One request on the wire. The first of answer, failure, deadline, size cap and abort settles it. It is a dispatch handler of our own
 * instead of `pool.request()`: that costs a third less CPU, and only here can a size cap and a deadline for the whole attempt be held
 * (undici's own time-outs start again with every chunk).
 */
export class Attempt implements Dispatcher.DispatchHandler, Abortable, Expiring {
  readonly #settings: AttemptSettings;
  readonly #request: ApiRequest;
  readonly #signal: AbortSignal | undefined;
  readonly #accept: readonly number[] | undefined;
  readonly #resolve: (answer: ApiResponse) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #maxBytes: number;
  readonly #started = now();
  #controller: Controller | undefined;
  /** Why it was settled before undici was done with it. */
  #ended: Error | undefined;
  #sent = false;
  #status = 0;
  #statusText = '';
  #headers: Readonly<Record<string, string>> = {};
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(
    settings: AttemptSettings,
    request: ApiRequest,
    { signal, accept }: SendOptions,
    resolve: (answer: ApiResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#settings = settings;
    this.#request = request;
    this.#maxBytes = request.maxBytes ?? settings.maxBytes;
    this.#signal = signal;
    this.#accept = accept;
    this.#resolve = resolve;
    this.#reject = reject;
    settings.deadlines.add(this, this.#started);
    if (signal !== undefined) settings.aborts.add(signal, this);
  }

  /**
   * From here on the server may have the request. Before, nothing of it was written. Over HTTP/2 undici starts a request again if the
   * server refused it. That the server had not read it is only its word, so we do not send it twice: the sender looks first.
   */
  onRequestStart(controller: Controller): void {
    if (this.#sent && this.#ended === undefined) {
      this.#controller = controller;
      this.#end(this.#failure(refusedStream()));
      return;
    }
    if (this.#ended === undefined && now() - this.#started > latestStart * this.#settings.timeoutMs)
      this.expire();
    if (this.#ended !== undefined) {
      controller.abort(this.#ended);
      return;
    }
    this.#controller = controller;
    this.#sent = true;
  }

  onResponseStart(_: Controller, status: number, headers: ParsedHeaders, statusText = ''): void {
    if (status < 200) return;
    this.#status = status;
    this.#statusText = statusText;
    this.#headers = joinRepeated(headers);
    if (Number(headers['content-length']) > this.#maxBytes) this.#oversize();
  }

  onResponseData(_: Controller, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) this.#oversize();
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    lendRealImmediate();
    const answer = this.#read();
    this.#release();
    if ('kind' in answer) this.#reject(this.#failure(answer));
    else this.#resolve(answer);
  }

  #read(): ApiResponse | Unusable {
    const [first] = this.#chunks;
    const sent = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first;
    const encoding = this.#headers['content-encoding'];
    const whole =
      encoding === undefined || sent === undefined
        ? sent
        : decompress(sent, encoding, this.#status, this.#maxBytes);
    if (whole !== undefined && 'kind' in whole) return whole;
    const raw = {
      status: this.#status,
      statusText: this.#statusText,
      headers: this.#headers,
      text: whole === undefined ? '' : textOf(whole, this.#headers['content-type']),
    };
    return readAnswer(raw, this.#settings.base, this.#request, this.#accept);
  }

  onResponseError(_: Controller | null, error: Error): void {
    lendRealImmediate();
    if (this.#ended !== undefined) return;
    this.#release();
    const misused = 'code' in error && error.code === 'UND_ERR_INVALID_ARG';
    const failed = networkFailure(error, this.#progress, this.#settings.base);
    this.#reject(misused ? new TypeError(error.message) : this.#failure(failed));
  }

  /** The caller's signal. */
  aborted(reason: unknown): void {
    this.#end(reason);
  }

  /** The whole attempt's deadline. */
  expire(): void {
    this.#end(this.#failure(deadlineFailure(this.#progress, this.#settings.timeoutMs)));
  }

  #oversize(): void {
    this.#end(
      this.#failure({
        kind: 'oversize',
        why: failuresSay.tooLarge(this.#status, this.#maxBytes),
      }),
    );
  }

  /** Settles it while it is under way: its connection is closed. If it is still queued, it will not be sent. */
  #end(reason: unknown): void {
    this.#release();
    this.#ended = reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError');
    this.#reject(reason);
    this.#controller?.abort(this.#ended);
  }

  #release(): void {
    this.#settings.deadlines.remove(this);
    if (this.#signal !== undefined) this.#settings.aborts.remove(this.#signal, this);
  }

  get #progress(): { sent: boolean; status: number; bytes: number } {
    return { sent: this.#sent, status: this.#status, bytes: this.#bytes };
  }

  #failure(what: NetworkFailure | Pick<Failed, 'kind' | 'why' | 'body'>): Error {
    const durationMs = now() - this.#started;
    const status = this.#status === 0 ? undefined : this.#status;
    const committed = this.#sent
      ? status === undefined
        ? 'unknown'
        : committedBy(status, this.#request.method)
      : 'no';
    return failure(this.#settings.base, this.#request, { ...what, status, committed, durationMs });
  }
}

function joinRepeated(headers: ParsedHeaders): Readonly<Record<string, string>> {
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) headers[name] = value.join(name === 'set-cookie' ? '\n' : ', ');
  }
  return headers as Readonly<Record<string, string>>;
}
