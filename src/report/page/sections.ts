import { ofAll, percentile, sumOf } from '../../log/counts.ts';
import { reportSays as says } from '../../messages/report.ts';
import { words } from '../../messages/words.ts';
import type { DatasetReport, RunReport } from '../run-report.ts';
import { singular } from '../run-statistics.ts';
import { countsText } from '../run-summary.ts';
import { datasetsChart, latencyChart, methodColours, requestsChart, timelineChart } from './charts.ts';
import { countsChart } from './counts-chart.ts';
import { type Html, html } from './html.ts';

const mostRows = 100;
const mostBars = 24;
const mostLines = 12;

type Cell = string | { readonly n: string };

/** A table; columns of numbers stand at the right. */
function table(heads: readonly Cell[], rows: readonly (readonly (Cell | Html)[])[]): Html {
  const cell = (tag: 'th' | 'td', value: Cell | Html): Html => {
    const isNumber = typeof value === 'object' && 'n' in value;
    const text = isNumber ? value.n : value;
    if (tag === 'th') return html`<th scope="col"${isNumber ? html` class="n"` : ''}>${text}</th>`;
    return html`<td class="${isNumber ? 'n' : 'text'}">${text}</td>`;
  };
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${heads.map((head) => (typeof head === 'string' ? head : head.n)).join(', ')}"><table class="c${heads.length}"><thead><tr>${heads.map((head) => cell('th', head))}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((value) => cell('td', value))}</tr>\n`)}</tbody></table></div>`;
}

function legend(entries: readonly (readonly [colour: string, name: string])[]): Html {
  return html`<ul class="legend">${entries.map(
    ([colour, name]) =>
      html`<li><svg viewBox="0 0 11 11" aria-hidden="true"><rect width="11" height="11" rx="2" fill="${colour}"/></svg>${name}</li>`,
  )}</ul>`;
}

/** What went wrong, with its reasons; nothing if nothing did. */
export function failuresSection({
  reasons,
  gaveUp,
  leftRecords,
  notes,
  datasets,
}: RunReport): Html | undefined {
  const stopped = datasets.filter((dataset) => dataset.stopped !== undefined);
  if (reasons.length + gaveUp.length + leftRecords.length + notes.length + stopped.length === 0)
    return undefined;
  const { number } = words();
  const count = { n: says.number };
  const part = (name: string, content: Html | undefined): Html | undefined =>
    content && html`<h3>${name}</h3>${content}`;
  const isAlone = [reasons, leftRecords, gaveUp, stopped].every((found) => found.length === 0);
  return html`<section class="long"><h2>${says.failures}</h2>
${part(
  says.missingRecords,
  reasons.length === 0
    ? undefined
    : table(
        [says.resource, says.reason, count],
        reasons.slice(0, mostRows).map((one) => [one.resource, one.reason, { n: number(one.count) }]),
      ),
)}
${part(
  says.stillThere,
  leftRecords.length === 0
    ? undefined
    : table(
        [says.resource, 'id', says.reason],
        leftRecords.slice(0, mostRows).map((one) => [one.resource, one.id, one.reason]),
      ),
)}
${part(
  says.givenUp,
  gaveUp.length === 0
    ? undefined
    : table(
        [says.request, says.reason, count],
        gaveUp.slice(0, mostRows).map((one) => [one.request, one.why, { n: number(one.count) }]),
      ),
)}
${part(says.stopped, stopped.length === 0 ? undefined : lines(stopped.map((one) => says.ofDataset(one.path || says.baseDataset, one.stopped ?? ''))))}
${isAlone ? lines(notes) : part(says.notes, notes.length === 0 ? undefined : lines(notes))}
</section>`;
}

function lines(texts: readonly string[]): Html {
  const shown = texts.slice(0, mostLines);
  const more = texts.length - shown.length;
  return html`<ul class="lines">${shown.map((text) => html`<li>${text}</li>`)}${more > 0 ? html`<li>${says.more(more)}</li>` : ''}</ul>`;
}

/** What a sweep has found, by run. */
export function sweptSection({ swept = [] }: RunReport): Html | undefined {
  if (swept.length === 0) return undefined;
  const rows = swept.slice(0, mostRows).map(({ run, records }) => [run, countsText(records)]);
  const more = swept.length - rows.length;
  return html`<section><h2>${says.sweptRuns}</h2>${table([says.run, says.found], rows)}
${more > 0 ? html`<p class="note">${says.more(more)}</p>` : ''}</section>`;
}

export function requestSections(report: RunReport): Html | undefined {
  const { requests, pulses, singles, waits, isWhole } = report;
  if (requests === 0 || !isWhole) return undefined;
  if (pulses.length === 0)
    return html`<section><h2>${says.timeline}</h2><p class="note">${says.noTimeline}</p></section>`;
  const because = { limit: says.waitLimit, down: says.waitDown, turn: says.waitTurn };
  const { duration } = words();
  const long = waits.toSorted((a, b) => b.ms - a.ms).slice(0, mostLines);
  const methods = [...new Set(singles?.map(({ method }) => method))].sort();
  return html`<section><h2>${says.timeline}</h2><p class="note">${says.timelineNote}</p>
${legend([
  ['var(--ok)', says.answered],
  ['var(--limit)', says.limitedRequests],
  ['var(--bad)', says.failedRequests],
  ['var(--wait)', says.waiting],
])}
${timelineChart(report)}
${
  long.length === 0
    ? ''
    : html`<details><summary>${says.longWaits}</summary>${lines(
        long.map(
          (wait) => `${says.waitLine(duration(wait.at), duration(wait.ms))}: ${because[wait.because]}`,
        ),
      )}</details>`
}</section>
${
  methods.length === 0
    ? ''
    : html`<section><h2>${says.eachRequest}</h2><p class="note">${says.requestsNote}</p>
${legend(methods.map((method, at) => [methodColours[at % methodColours.length] ?? '', method]))}
${requestsChart(report)}</section>`
}`;
}

export function latencySection(report: RunReport): Html | undefined {
  const { latencies } = report;
  if (latencies.size === 0) return undefined;
  const { duration, number } = words();
  const all = ofAll(latencies);
  const row = (name: string, buckets: ReadonlyMap<number, number>): Cell[] => {
    const count = [...buckets.values()].reduce((sum, one) => sum + one, 0);
    const shares = [0.5, 0.9, 0.95, 0.99, 1].map((share) => ({
      n: duration(percentile(buckets, share) ?? 0),
    }));
    return [name, { n: number(count) }, ...shares];
  };
  const heads = [
    says.method,
    { n: says.number },
    ...['p50', 'p90', 'p95', 'p99', says.longest].map((n) => ({ n })),
  ];
  return html`<section><h2>${says.latency}</h2>
${latencyChart(report)}
${table(heads, [...[...latencies].sort().map(([method, buckets]) => row(method, buckets)), row(says.all, all)])}</section>`;
}

/** Nothing of a command's run: it has no suites, and its one dataset is told of above. */
export function datasetsSection(report: RunReport): Html | undefined {
  const datasets = report.datasets.toSorted((a, b) => b.ms - a.ms);
  if (datasets.length === 0 || report.stays) return undefined;
  const { number, duration } = words();
  const shown = datasets.slice(0, mostRows);
  const bars = datasets.slice(0, mostBars).sort((a, b) => a.askedAt - b.askedAt);
  const name = ({ path, failed, stopped }: DatasetReport): Html =>
    html`${path || says.baseDataset}${failed > 0 ? html` <span class="mark">${says.failedCount(failed)}</span>` : ''}${stopped === undefined ? '' : html` <span class="mark">${says.stopped}</span>`}`;
  return html`<section class="long"><h2>${says.datasetsBySuite}</h2><p class="note">${says.datasetsNote}</p>
${legend([
  ['var(--ok)', says.beingMade],
  ['var(--use)', says.inUse],
  ['var(--gone)', says.beingRemoved],
])}
${datasetsChart(bars, report)}
${table(
  [
    says.suite,
    { n: says.records },
    { n: says.requests },
    { n: says.repeated },
    { n: says.made },
    { n: says.waited },
  ],
  shown.map((dataset) => [
    name(dataset),
    { n: number(sumOf(dataset.records)) },
    { n: number(dataset.requests) },
    { n: number(dataset.retries + dataset.limited) },
    { n: duration(dataset.ms) },
    { n: duration(dataset.waitedMs) },
  ]),
)}
${shown.length < datasets.length ? html`<p class="note">${says.onlyFirst(shown.length, datasets.length)}</p>` : ''}</section>`;
}

/** How the records are shared and split. */
export function shapeSections({ perParent, splits }: RunReport): Html | undefined {
  const { number, percent } = words();
  const owners = perParent.map(({ child, parent, counts }) => {
    return html`<section><h2>${says.perParent(child, singular(parent))}</h2><p class="note">${says.perParentNote(child, parent)}</p>
${countsChart(says.perParentLabel(child, parent), counts, { lying: false })}</section>`;
  });
  const shares = splits.map(({ resource, field, values }) => {
    const total = sumOf(values);
    const title = says.split(resource, field);
    const rows = Object.entries(values)
      .sort(([, a], [, b]) => b - a)
      .map(([value, count]) => [value, { n: number(count) }, { n: percent(count / total) }]);
    return html`<section><h2>${title}</h2>
${countsChart(says.splitLabel(resource, field), values, { lying: true })}
<details><summary>${says.tableOf(title)}</summary>${table([says.value, { n: says.number }, { n: says.share }], rows)}</details></section>`;
  });
  const all = [...owners, ...shares];
  return all.length === 0 ? undefined : html`<div class="pair">${all}</div>`;
}
