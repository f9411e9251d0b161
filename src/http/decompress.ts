import type { ZlibOptions } from 'node:zlib';
import { failuresSay } from '../messages/failures.ts';
import type { Unusable } from './answer.ts';

type Zlib = typeof import('node:zlib');
type Decode = (zlib: Zlib, body: Buffer, options: ZlibOptions) => Buffer;

const gunzip: Decode = (zlib, body, options) => zlib.gunzipSync(body, options);

/** Some servers send `deflate` without the frame that the standard asks for. The first byte of a frame says method 8. */
const inflate: Decode = (zlib, body, options) =>
  ((body[0] ?? 0) & 0x0f) === 8 ? zlib.inflateSync(body, options) : zlib.inflateRawSync(body, options);

const codings: Readonly<Record<string, Decode>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: inflate,
  br: (zlib, body, options) => zlib.brotliDecompressSync(body, options),
  identity: (_, body) => body,
};

/** No honest server wraps an answer more often. */
const mostCodings = 4;

/**
 * Undoes `content-encoding`, the last coding first. No request asks for compression: answers are small JSON, mostly from this machine,
 * and compressing them costs more time than it saves. Some servers and proxies compress all the same.
 *
 * It unpacks in one go, as `JSON.parse` reads in one go. The result is bounded, so a small answer cannot fill the memory.
 *
 * @param maxBytes the largest result, of each coding
 */
export function decompress(
  body: Buffer,
  encoding: string,
  status: number,
  maxBytes: number,
): Buffer | Unusable {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.find((name) => !Object.hasOwn(codings, name));
  if (unknown !== undefined || names.length > mostCodings) {
    const why =
      unknown === undefined
        ? failuresSay.manyCodings(status, names.length, mostCodings)
        : failuresSay.unknownCoding(status, unknown, mostCodings);
    return { kind: 'protocol', why };
  }
  // Loaded only if it is needed: it takes some ms, and hardly any answer is compressed.
  const zlib = process.getBuiltinModule('node:zlib');
  let plain = body;
  for (const name of names.reverse()) {
    try {
      plain = (codings[name] as Decode)(zlib, plain, { maxOutputLength: maxBytes });
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
        ? { kind: 'oversize', why: failuresSay.tooLargeUnpacked(status, maxBytes) }
        : { kind: 'protocol', why: failuresSay.otherCoding(status, name) };
    }
  }
  return plain;
}
