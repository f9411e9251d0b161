import { lstatSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import description from '../../package.json' with { type: 'json' };
import type { ProofMemory, RememberedProof } from '../api/answer-proof.ts';
import type { ResolvedConfig } from '../config/resolved-config.ts';
import type { AnyResource } from '../factory/resource.ts';
import { refusalOf } from '../ledger/read-ledgers.ts';
import { parseBaseUrl } from '../lib/base-url.ts';
import { isPlainObject } from '../lib/check.ts';
import { namesIn, replaceFile } from '../lib/files.ts';
import { definitionDigest } from './definition-digest.ts';

/** So many proofs stay, and none is larger. */
const mostProofs = 200;
const mostBytes = 4096;

type Configured = Pick<
  ResolvedConfig,
  'root' | 'baseUrl' | 'apis' | 'auth' | 'userAuth' | 'answers' | 'headers' | 'query' | 'limited'
>;

/**
 * What earlier runs have proved, in `.seedbed/proved/`: a file for each resource, named for what it is about, so that writers never get
 * into each other's way. There is no entry for another API, another definition or another version of seedbed. If anything is wrong with a
 * file or the folder, nothing is remembered.
 */
export function provedBefore(config: Configured, resource: AnyResource): ProofMemory {
  const folder = join(config.root, '.seedbed', 'proved');
  let known: { readonly name: string | undefined } | undefined;
  const onFile = <T>(work: (file: string) => T): T | undefined => {
    known ??= { name: definitionDigest(resource, surroundingsOf(config, resource)) };
    if (known.name === undefined) return undefined;
    try {
      return work(join(folder, `${known.name}.json`));
    } catch {
      return undefined;
    }
  };
  return {
    recall: () => onFile(read),
    keep: (proof) =>
      onFile((file) => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        replaceFile(file, JSON.stringify({ version: 1, resource: resource.name, ...proof }));
        removeOldest(folder);
      }),
    drop: () => onFile((file) => rmSync(file, { force: true })),
  };
}

function surroundingsOf(config: Configured, { on }: AnyResource): Parameters<typeof definitionDigest>[1] {
  const { auth, userAuth, answers, headers, query, limited, baseUrl } =
    on === undefined ? config : { userAuth: undefined, ...(config.apis[on] ?? config) };
  return {
    seedbed: description.version,
    baseUrl: parseBaseUrl(baseUrl).href,
    headers,
    query,
    settings: [answers, limited, kindOf(auth), kindOf(userAuth)],
  };
}

/** Which scheme, and none of its values: they are secrets. */
function kindOf(auth: unknown): unknown {
  return isPlainObject(auth) ? Object.keys(auth).sort() : typeof auth;
}

function read(file: string): RememberedProof | undefined {
  const stats = lstatSync(file);
  if (refusalOf(stats) !== undefined || stats.size > mostBytes) return undefined;
  const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isPlainObject(found) || found.version !== 1 || typeof found.trustsSilence !== 'boolean')
    return undefined;
  return { trustsSilence: found.trustsSilence };
}

function removeOldest(folder: string): void {
  const names = namesIn(folder);
  if (names.length <= mostProofs) return;
  const files = names.flatMap((name) => {
    const file = join(folder, name);
    const stats = lstatSync(file, { throwIfNoEntry: false });
    return stats === undefined ? [] : [{ file, at: stats.mtimeMs }];
  });
  for (const { file } of files.sort((a, b) => b.at - a.at).slice(mostProofs)) rmSync(file, { force: true });
}
