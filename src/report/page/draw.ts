import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { words } from '../../messages/words.ts';
import { escapeHtml, type Html, html, trusted } from './html.ts';

use([BarChart, ScatterChart, GridComponent, SVGRenderer]);

/** A chart for a width; narrow ones are for phones. */
export type Options = (width: number, isNarrow: boolean) => EChartsCoreOption;

/** Words for a mark under the mouse: `series` and the place in it. */
export type Hint = (series: number, at: number) => string | undefined;

export interface Drawing {
  /** What it shows, in words for people who cannot see it. */
  readonly label: string;
  readonly height: number;
  readonly options: Options;
  readonly hint?: Hint | undefined;
}

const widths = [
  { name: 'wide', width: 880 },
  { name: 'narrow', width: 344 },
] as const;

/**
 * A chart as SVG, once for a desk and once for a phone: the page's style shows one of them. It is drawn when the page is made, so the page
 * needs no script; its colours are the page's variables, so it is light or dark as the page is.
 */
export function draw({ label, height, options, hint }: Drawing): Html {
  const drawn = widths.map(({ name, width }) => {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
    try {
      chart.setOption({ animation: false, ...options(width, name === 'narrow') });
      return html`<div class="chart ${name}" role="img" aria-label="${label}">${trusted(inert(chart.renderToSVGString(), hint))}</div>`;
    } finally {
      chart.dispose();
    }
  });
  return html`${drawn}`;
}

/** Without styles, which the page's policy would refuse, and with a hint for each mark that has one. */
function inert(svg: string, hint: Hint | undefined): string {
  return svg
    .replace(/<style\b[\s\S]*?<\/style>/g, '')
    .replace(/ (?:style|class|xmlns:xlink|pointer-events)="[^"]*"/g, '')
    .replace(/<svg /, '<svg aria-hidden="true" focusable="false" ')
    .replace(/<path\b([^>]*)><\/path>/g, (whole, attributes: string) => {
      const series = /ecmeta_series_index="(\d+)"/.exec(attributes)?.[1];
      const at = /ecmeta_data_index="(\d+)"/.exec(attributes)?.[1];
      const own = attributes.replace(/ ecmeta_\w+="[^"]*"/g, '');
      const text = series === undefined || at === undefined ? undefined : hint?.(Number(series), Number(at));
      if (text === undefined) return whole.replace(attributes, own);
      return `<path${own}><title>${escapeHtml(text)}</title></path>`;
    });
}

/** The look that all charts share. */
export const look: {
  readonly label: object;
  /** Of an axis that counts: `1 500` in French, `1,500` in English. */
  readonly counts: object;
  readonly axis: object;
  readonly value: object;
} = {
  label: { color: 'var(--muted)', fontSize: 12, hideOverlap: true },
  counts: {
    color: 'var(--muted)',
    fontSize: 12,
    hideOverlap: true,
    formatter: (count: number) => words().number(count),
  },
  axis: {
    axisLine: { lineStyle: { color: 'var(--line)' } },
    axisTick: { show: false },
    splitLine: { show: false },
  },
  value: {
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: 'var(--line)' } },
  },
};
