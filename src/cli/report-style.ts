import type { ReportStyle } from '../report/statistics-table.ts';
import { columns, paint } from './terminal.ts';

/** How reports look on this process's stdout. */
export function reportStyle(): ReportStyle {
  return {
    width: columns(),
    dim: (text) => paint('dim', text),
    good: (text) => paint('green', text),
    bad: (text) => paint('red', text),
  };
}
