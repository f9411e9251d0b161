import { escapeText } from '../../lib/escape.ts';
import { bucketEnd, ofAll } from '../../log/counts.ts';
import { reportSays as says } from '../../messages/report.ts';
import { words } from '../../messages/words.ts';
import type { DatasetReport, RunReport } from '../run-report.ts';
import { type Bin, timeline } from '../timeline.ts';
import { draw, look } from './draw.ts';
import type { Html } from './html.ts';

const duration = (ms: number): string => words().duration(ms);
const seconds = (ms: number): string => duration(ms).replace(/[.,]0(?= s)|(?<=min) 0 s$|(?<=h) 0 min$/, '');

/** Requests over time by what came of them, and below how long they waited for their turn. */
export function timelineChart(report: RunReport): Html {
  const bins = timeline(report);
  const kinds = [
    { name: says.answered, colour: 'var(--ok)', of: (bin: Bin) => bin.answered },
    { name: says.limitedRequests, colour: 'var(--limit)', of: (bin: Bin) => bin.limited },
    { name: says.failedRequests, colour: 'var(--bad)', of: (bin: Bin) => bin.failed },
  ];
  const waits = bins.map(({ maxWaitMs }) => maxWaitMs / 1000);
  const hasWaits = waits.some((wait) => wait > 0.05);
  const ticks = bins.map(({ from }) => seconds(from));
  const height = hasWaits ? 330 : 230;
  const axis = (gridIndex: number, isShown: boolean): object => ({
    type: 'category',
    gridIndex,
    data: ticks,
    ...look.axis,
    axisLabel: { ...look.label, show: isShown },
  });
  return draw({
    label: says.timelineLabel(report.requests, duration(report.ms), report.limited, report.failed),
    height,
    hint: (series, at) => {
      const bin = bins[at];
      if (bin === undefined) return undefined;
      const when = `${duration(bin.from)} – ${duration(bin.to)}`;
      const kind = kinds[series];
      return kind
        ? `${when}: ${kind.of(bin)} ${kind.name}`
        : `${when}: ${says.longestWait(duration(bin.maxWaitMs))}`;
    },
    options: () => ({
      grid: [
        { left: 48, right: 12, top: 12, height: 180 },
        ...(hasWaits ? [{ left: 48, right: 12, top: 232, height: 66 }] : []),
      ],
      xAxis: [axis(0, !hasWaits), ...(hasWaits ? [axis(1, true)] : [])],
      yAxis: [
        { type: 'value', minInterval: 1, ...look.value, axisLabel: look.counts },
        ...(hasWaits
          ? [
              {
                type: 'value',
                gridIndex: 1,
                splitNumber: 2,
                ...look.value,
                axisLabel: { ...look.label, formatter: (value: number) => `${words().number(value)} s` },
              },
            ]
          : []),
      ],
      series: [
        ...kinds.map(({ name, colour, of }) => ({
          type: 'bar',
          name,
          stack: 'requests',
          barCategoryGap: '12%',
          itemStyle: { color: colour },
          data: bins.map(of),
        })),
        ...(hasWaits
          ? [
              {
                type: 'bar',
                xAxisIndex: 1,
                yAxisIndex: 1,
                barCategoryGap: '12%',
                itemStyle: { color: 'var(--wait)' },
                data: waits,
              },
            ]
          : []),
      ],
    }),
  });
}

/** Each request of a short run: when it was sent, and how long its answer took. */
export function requestsChart({ singles = [], ms }: RunReport): Html {
  const methods = [...new Set(singles.map(({ method }) => method))].sort();
  const of = (method: string): typeof singles => singles.filter((one) => one.method === method);
  return draw({
    label: says.requestsLabel(singles.length),
    height: 240,
    hint: (series, at) => {
      const one = of(methods[series] ?? '')[at];
      const came = one?.why ?? one?.status ?? '';
      return one && `${one.method} ${one.path}: ${came}, ${duration(one.ms)}`;
    },
    options: () => ({
      grid: { left: 60, right: 16, top: 12, bottom: 28 },
      xAxis: {
        type: 'value',
        max: Math.max(1, ms),
        ...look.value,
        splitLine: { show: false },
        axisLabel: { ...look.label, formatter: seconds },
      },
      yAxis: {
        type: 'log',
        ...look.value,
        min: (range: { min: number }) => 10 ** Math.floor(Math.log10(Math.max(0.1, range.min))),
        axisLabel: { ...look.label, formatter: duration },
      },
      series: methods.map((method, at) => ({
        type: 'scatter',
        symbolSize: 7,
        itemStyle: { color: methodColours[at % methodColours.length], opacity: 0.75 },
        data: of(method).map((one) => [one.at, Math.max(0.1, one.ms)]),
      })),
    }),
  });
}

export const methodColours: readonly string[] = ['var(--a)', 'var(--b)', 'var(--c)', 'var(--d)', 'var(--e)'];

/** How many answers took how long. */
export function latencyChart({ latencies }: RunReport): Html {
  const all = ofAll(latencies);
  // Two bars for each doubling: fine enough to see two humps.
  const step = 4;
  const bars = new Map<number, number>();
  for (const [bucket, count] of all) {
    const bar = Math.ceil(bucket / step);
    bars.set(bar, (bars.get(bar) ?? 0) + count);
  }
  const first = Math.min(...bars.keys());
  const last = Math.max(...bars.keys());
  const shown = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const end = (bar: number): string => duration(bucketEnd(bar * step));
  return draw({
    label: says.latencyLabel,
    height: 200,
    hint: (_, at) => says.latencyBar(end(shown[at] ?? 0), bars.get(shown[at] ?? 0) ?? 0),
    options: () => ({
      grid: { left: 48, right: 12, top: 12, bottom: 28 },
      xAxis: {
        type: 'category',
        data: shown.map((bar) => `≤ ${end(bar)}`),
        ...look.axis,
        axisLabel: look.label,
      },
      yAxis: { type: 'value', minInterval: 1, ...look.value, axisLabel: look.counts },
      series: [
        {
          type: 'bar',
          barCategoryGap: '12%',
          itemStyle: { color: 'var(--ok)' },
          data: shown.map((bar) => bars.get(bar) ?? 0),
        },
      ],
    }),
  });
}

/** One row a dataset, from the question for it to its removal: being made, in use, being removed. */
export function datasetsChart(datasets: readonly DatasetReport[], report: RunReport): Html {
  const rows = datasets.map((dataset) => {
    const made = dataset.madeAt ?? report.ms;
    const gone = dataset.goneAt ?? report.ms;
    const going = Math.max(made, gone - dataset.goneMs);
    return [dataset.askedAt, made - dataset.askedAt, going - made, gone - going].map((ms) => Math.max(0, ms));
  });
  const colours = ['transparent', 'var(--ok)', 'var(--use)', 'var(--gone)'];
  const names = ['', says.beingMade, says.inUse, says.beingRemoved];
  const paths = datasets.map(({ path }) => path);
  return draw({
    label: says.datasetsLabel(datasets.length),
    height: 48 + 26 * rows.length,
    hint: (series, at) =>
      series === 0
        ? undefined
        : `${datasets[at]?.path}: ${names[series]}, ${duration(rows[at]?.[series] ?? 0)}`,
    options: (_, isNarrow) => ({
      grid: { left: isNarrow ? 116 : 300, right: 16, top: 8, bottom: 28 },
      xAxis: {
        type: 'value',
        max: Math.max(1, report.ms),
        ...look.value,
        axisLabel: { ...look.label, formatter: seconds },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: isNarrow ? shortNames(paths, 16) : paths.map((path) => nameOf(path, 46)),
        ...look.axis,
        axisLabel: { ...look.label, hideOverlap: false, interval: 0 },
      },
      series: colours.map((color, part) => ({
        type: 'bar',
        stack: 'life',
        barWidth: 12,
        itemStyle: { color },
        data: rows.map((row) => row[part]),
      })),
    }),
  });
}

/** Names with as many differences between them as there is room for: the paths' ends, or their beginnings if those tell more. */
function shortNames(paths: readonly string[], most: number): readonly string[] {
  const short = differences(paths);
  const ends = short.map((path) => nameOf(path, most));
  const beginnings = short.map((path) => escapeText(path || says.baseDataset, most));
  return new Set(beginnings).size > new Set(ends).size ? beginnings : ends;
}

/** The words in which paths differ, without those at both ends that all of them have in common. */
function differences(paths: readonly string[]): readonly string[] {
  const [first = [], ...others] = paths.map((path) => path.split(/(?<=[/ ])/));
  if (others.length === 0) return paths;
  const inCommon = (wordOf: (words: readonly string[], at: number) => string | undefined): number => {
    let at = 0;
    while (at < first.length && others.every((words) => wordOf(words, at) === wordOf(first, at))) at++;
    return at;
  };
  const [before, behind] = [inCommon((words, at) => words[at]), inCommon((words, at) => words.at(-1 - at))];
  return paths.map((path) => {
    const words = path.split(/(?<=[/ ])/);
    const rest = words.slice(before, Math.max(before + 1, words.length - behind));
    return rest.join('').replace(/[ ›/]+$/, '') || path;
  });
}

/** A path's end tells one dataset from the next; its beginning is the same for many. */
function nameOf(path: string, most: number): string {
  const name = path === '' ? says.baseDataset : escapeText(path);
  const letters = [...name];
  return letters.length <= most ? name : `…${letters.slice(1 - most).join('')}`;
}
