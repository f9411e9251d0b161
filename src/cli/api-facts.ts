import type { AnyResource } from '../factory/resource.ts';
import type { ApiContents, Relation, Split, Traffic } from '../host/api-contents.ts';
import { formatSpan } from '../lib/clock.ts';
import { escapeText } from '../lib/escape.ts';
import { statusSays as say } from '../messages/status.ts';
import { words } from '../messages/words.ts';
import { perKey, type RecordsPerOwner, recordsPerOwner, singular } from '../report/run-statistics.ts';
import { spreadText } from '../report/statistics-table.ts';
import type { Fact } from '../report/table.ts';

/** What an API holds and how it answered, in words for a person. */
export function apiFacts(api: ApiContents, resources: readonly AnyResource[]): Fact[] {
  const headings = new Map(resources.map(({ name, preview = {} }) => [name, preview]));
  const { counts, incomplete, relations, splits, traffic } = api;
  return [
    ...Object.entries(counts).map(([name, count]): Fact => {
      const shown = words().number(count);
      return [name, incomplete.includes(name) ? say.orMore(shown) : shown];
    }),
    ...relations.flatMap(relationFacts),
    ...splits
      .filter((split) => split.counts.length > 0)
      .map((split): Fact => {
        const heading = headings.get(split.resource)?.[split.field] ?? split.field;
        return [say.by(split.resource, heading), splitText(split)];
      }),
    ...(traffic.latencies.length > 0 ? [[say.latency, latencyText(traffic)] as const] : []),
    [say.limit, limitText(traffic)],
  ];
}

/** The same for programs. Durations in ms. */
export function apiJson({ counts, incomplete, relations, splits, traffic }: ApiContents): object {
  const shared = relations.flatMap(({ child, parent, owners, parents }) => {
    const spread = recordsPerOwner(owners, parents);
    const having = [`${parent}_with_${child}`, new Set(owners).size];
    return spread === undefined ? [] : [[perKey(child, parent), spread], having];
  });
  const split = splits.map(({ resource, field, counts }) => [
    `${resource}_by_${field}`,
    Object.fromEntries(counts),
  ]);
  const { latencies, quota, allowance, refused } = traffic;
  return {
    ...counts,
    ...(incomplete.length > 0 && { incomplete }),
    ...Object.fromEntries([...shared, ...split]),
    latency_ms: { median: round(median(latencies)), max: round(latencies.at(-1) ?? 0) },
    rate_limit: {
      quota: quota && { requests: quota.requests, per_ms: quota.perMs },
      remaining: allowance?.remaining,
      refused,
    },
  };
}

function relationFacts({ child, parent, owners, parents }: Relation): Fact[] {
  const spread: RecordsPerOwner | undefined = recordsPerOwner(owners, parents);
  if (spread === undefined) return [];
  const having = new Set(owners).size;
  return [
    [say.with(parent, child), say.ofAll(having, new Set([...owners, ...parents]).size)],
    [say.per(child, singular(parent)), spreadText(spread)],
  ];
}

/** A few values are all shown; of many, the most frequent. */
const shownAtMost = 12;

function splitText({ counts }: Split): string {
  const shown = counts.slice(0, shownAtMost);
  const rest = counts.slice(shownAtMost).reduce((sum, [, count]) => sum + count, 0);
  const parts = shown.map(([value, count]) => `${words().number(count)} × ${escapeText(value, 40)}`);
  return [...parts, ...(rest > 0 ? [`${words().number(rest)} × …`] : [])].join(' · ');
}

function latencyText({ latencies }: Traffic): string {
  const { duration } = words();
  return say.latencyOf(duration(median(latencies)), duration(latencies.at(-1) ?? 0), latencies.length);
}

function limitText({ quota, allowance, refused }: Traffic): string {
  const parts = [
    quota && say.quota(quota.requests, formatSpan(quota.perMs)),
    allowance && say.remaining(allowance.remaining, formatSpan(allowance.resetMs)),
    refused > 0 && say.refused(refused),
  ].filter((part) => typeof part === 'string');
  return parts.length === 0 ? say.noLimit : parts.join(' · ');
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
