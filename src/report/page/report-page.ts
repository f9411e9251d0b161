import { createHash } from 'node:crypto';
import { sumOf } from '../../log/counts.ts';
import { language } from '../../messages/language.ts';
import { reportSays as says } from '../../messages/report.ts';
import { words } from '../../messages/words.ts';
import type { RunReport } from '../run-report.ts';
import { type Html, html, trusted } from './html.ts';
import {
  datasetsSection,
  failuresSection,
  latencySection,
  requestSections,
  shapeSections,
  sweptSection,
} from './sections.ts';
import { style } from './style.ts';

/**
 * A run's report as one page: nothing is loaded, no script runs, and the page's own policy refuses both, whatever an API may have put
 * into a record. It loads the charting library when it is first used.
 */
export function reportPage(report: RunReport): string {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${says.title(report.project || (report.runs[0] ?? ''))}</title>
<style>${trusted(style)}</style>
</head>
<body>
<header>
<h1>${report.swept === undefined ? says.heading : says.headingOfSweep}</h1>
<ul class="meta">${metaOf(report).map((text) => html`<li>${text}</li>`)}</ul>
${verdict(report)}
${report.isWhole ? '' : html`<div class="verdict warn"><p>${says.logIsGone(report.runs[0] ?? '')}</p></div>`}
</header>
<main>
${tiles(report)}
${failuresSection(report)}
${sweptSection(report)}
${requestSections(report)}
${datasetsSection(report)}
${latencySection(report)}
${shapeSections(report)}
</main>
<footer><p>${says.footer}</p></footer>
</body>
</html>
`.text;
}

function metaOf(report: RunReport): string[] {
  const { project, baseUrl, begunAt } = report;
  const begun = Number.isFinite(begunAt) ? says.begun(dateOf(begunAt)) : '';
  return [project, baseUrl, begun, runsOf(report)].filter((text) => text !== '');
}

function dateOf(ms: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeStyle: 'medium' }).format(ms);
}

function runsOf({ runs }: RunReport): string {
  const [first = '', ...others] = runs;
  return others.length === 0 ? first : `${first} + ${words().number(others.length)}`;
}

/** What one wants to know first. */
function verdict(report: RunReport): Html {
  const { left, reasons, notMade, runs, hasEnded, datasetCount, stays, swept } = report;
  const missing = reasons.reduce((sum, { count }) => sum + count, 0);
  const bad = [
    notMade > 0 && says.notMade(notMade),
    missing > 0 && says.someMissing(missing),
    left > 0 && says.someLeft(left),
  ].filter((text) => text !== false);
  if (bad.length > 0) {
    const command =
      left > 0
        ? html`<p>${says.removeThem} <code>${says.howToRemove(swept?.[0]?.run ?? runs[0] ?? '')}</code></p>`
        : '';
    return html`<div class="verdict bad"><p>${bad.join(' ')}</p>${command}</div>`;
  }
  if (!hasEnded) return html`<div class="verdict warn"><p>${says.notEnded}</p></div>`;
  if (swept !== undefined)
    return html`<div class="verdict good"><p>${swept.length === 0 ? says.sweptNothing : says.swept}</p></div>`;
  if (datasetCount === 0) return html`<div class="verdict warn"><p>${says.nothing}</p></div>`;
  return html`<div class="verdict good"><p>${stays ? says.wholeStays : says.whole}</p></div>`;
}

/** In letters: longer figures are smaller, so that they stay on one line. */
const longValue = 8;

function tiles(report: RunReport): Html {
  const { records, requests, retries, limited, ms, waitedMs, left, removed, datasetCount, stays } = report;
  const { swept } = report;
  const { number, percent, duration } = words();
  const byName = Object.entries(records).map(([name, count]) => `${number(count)} ${name}`);
  const shown: [label: string, value: string, note?: string][] = [
    ...(swept === undefined
      ? ([
          [says.datasets, number(datasetCount)],
          [says.records, number(sumOf(records)), byName.slice(0, 6).join(', ')],
        ] as [string, string, string?][])
      : ([[says.sweptRuns, number(swept.length)]] as [string, string][])),
    [says.requests, number(requests)],
    [says.duration, duration(ms)],
    ...(stays || swept !== undefined
      ? []
      : [
          [says.waited, duration(waitedMs), says.waitedNote(percent(ms === 0 ? 0 : waitedMs / ms))] as [
            string,
            string,
            string,
          ],
        ]),
    [says.repeated, number(retries)],
    [says.limited, number(limited)],
    ...(stays
      ? []
      : ([
          [says.removed, number(removed)],
          [says.left, number(left)],
        ] as [string, string][])),
  ];
  return html`<dl class="tiles">${shown.map(
    ([label, value, note]) =>
      html`<div class="tile"><dt>${label}</dt><dd${value.length > longValue ? html` class="long"` : ''}>${value}${note ? html`<small>${note}</small>` : ''}</dd></div>`,
  )}</dl>`;
}
