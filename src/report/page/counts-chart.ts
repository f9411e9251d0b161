import { escapeText } from '../../lib/escape.ts';
import type { Counts } from '../../log/counts.ts';
import { words } from '../../messages/words.ts';
import { draw, look } from './draw.ts';
import type { Html } from './html.ts';

/** How many have how many of it: upright for numbers, lying for words. */
export function countsChart(label: string, counts: Counts, { lying }: { readonly lying: boolean }): Html {
  const entries = Object.entries(counts).sort(([a, m], [b, n]) => (lying ? n - m : Number(a) - Number(b)));
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  const category = (isNarrow: boolean): object => ({
    type: 'category',
    data: entries.map(([name]) => escapeText(name, isNarrow ? 20 : 27)),
    ...look.axis,
    inverse: lying,
    axisLabel: { ...look.label, hideOverlap: !lying },
  });
  // Lying bars have their figures beside them.
  const figure = (count: number): string => words().number(count);
  const value = { type: 'value', show: !lying, minInterval: 1, ...look.value, axisLabel: look.counts };
  return draw({
    label,
    height: lying ? 16 + 26 * entries.length : 200,
    hint: (_, at) =>
      `${entries[at]?.[0]}: ${words().number(entries[at]?.[1] ?? 0)} (${words().percent((entries[at]?.[1] ?? 0) / total)})`,
    options: (_, isNarrow) => ({
      grid: lying
        ? { left: isNarrow ? 152 : 212, right: 48, top: 6, bottom: 8 }
        : { left: 48, right: 12, top: 26, bottom: 28 },
      xAxis: lying ? value : category(isNarrow),
      yAxis: lying ? category(isNarrow) : value,
      series: [
        {
          type: 'bar',
          barMaxWidth: lying ? 14 : 48,
          itemStyle: { color: 'var(--ok)' },
          label: {
            show: true,
            position: lying ? 'right' : 'top',
            color: 'var(--muted)',
            formatter: ({ value: count }: { readonly value: number }) => figure(count),
          },
          data: entries.map(([, count]) => count),
        },
      ],
    }),
  });
}
