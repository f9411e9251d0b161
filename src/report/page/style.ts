/** The page's style: light, or dark where the reader prefers that; on paper always light. */
export const style = `
:root {
  color-scheme: light dark;
  --bg: #f6f7f9; --card: #ffffff; --ink: #1c2430; --muted: #55606e; --line: #dfe3e8;
  --ok: #2f6fde; --limit: #d98a00; --bad: #cf2f3f; --wait: #8a63d2; --use: #bcd0f5; --gone: #8793a5;
  --a: #2f6fde; --b: #0f9d78; --c: #d98a00; --d: #b4449c; --e: #55606e;
  --good-bg: #e3f5ea; --good: #11623a; --warn-bg: #fdf0d8; --warn: #7a4a00; --bad-bg: #fce6e8; --bad-ink: #9c1c2a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #12161c; --card: #1b212a; --ink: #e8ecf1; --muted: #a3afbd; --line: #333c48;
    --ok: #6ea3ff; --limit: #f0b44c; --bad: #ff7a85; --wait: #b79bf0; --use: #34496f; --gone: #75839a;
    --a: #6ea3ff; --b: #4fd1ab; --c: #f0b44c; --d: #ea8ad3; --e: #a3afbd;
    --good-bg: #14382a; --good: #8fe0b5; --warn-bg: #3d2f10; --warn: #f3cf8a; --bad-bg: #45191f; --bad-ink: #ffb1b8;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--bg); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main, header, footer { max-width: 960px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 36px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 6px; letter-spacing: -0.01em; }
h2 { font-size: 19px; margin: 0 0 4px; }
h3 { font-size: 16px; margin: 20px 0 6px; }
p { margin: 0 0 12px; }
.meta, .note, footer { color: var(--muted); }
.meta { display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 0; padding: 0; list-style: none; overflow-wrap: anywhere; }
.verdict { margin: 20px 0 0; padding: 12px 16px; border-radius: 10px; font-weight: 600; }
.verdict p { margin: 0; }
.verdict code { font-weight: 400; }
.good { background: var(--good-bg); color: var(--good); }
.warn { background: var(--warn-bg); color: var(--warn); }
.bad { background: var(--bad-bg); color: var(--bad-ink); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(136px, 1fr)); gap: 12px; margin: 20px 0; padding: 0; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 14px; }
.tile dt { color: var(--muted); font-size: 14px; }
.tile dd { margin: 0; font-size: 24px; font-weight: 650; line-height: 1.3; font-variant-numeric: tabular-nums; }
.tile dd.long { font-size: 19px; line-height: 1.64; white-space: nowrap; }
.tile small { display: block; color: var(--muted); font-size: 13px; font-weight: 400; line-height: 1.35; overflow-wrap: anywhere; white-space: normal; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px 16px; margin: 0 0 20px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; margin-bottom: 20px; }
.pair > section { min-width: 0; margin: 0; }
.chart svg { display: block; width: 100%; height: auto; }
.chart text { font-family: inherit; font-size: 12px; }
.narrow { display: none; }
.pair .narrow { display: block; }
.pair .wide { display: none; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 0 0 8px; padding: 0; list-style: none; font-size: 14px; color: var(--muted); }
.legend svg { width: 11px; height: 11px; margin-right: 6px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--muted); font-weight: 600; white-space: nowrap; }
td.n, th.n { text-align: right; white-space: nowrap; }
td:last-child, th:last-child { padding-right: 0; }
td.text { overflow-wrap: anywhere; min-width: 180px; }
tr:last-child td { border-bottom: 0; }
ul.lines { margin: 0; padding: 0 0 0 18px; overflow-wrap: anywhere; }
code { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--muted); font-size: 14px; padding: 6px 0; }
.mark { color: var(--bad-ink); font-weight: 600; }
footer { font-size: 14px; padding-bottom: 36px; }
@media (max-width: 640px) {
  main, header, footer { padding-left: 14px; padding-right: 14px; }
  header { padding-top: 22px; }
  h1 { font-size: 23px; }
  section { padding: 14px 14px 12px; }
  .pair { grid-template-columns: 1fr; }
  td.text { min-width: 72px; }
  th, td { padding-right: 10px; }
  .c6 tr, .c7 tr { display: grid; grid-template-columns: repeat(4, 1fr) 1.3fr; padding: 4px 0; border-bottom: 1px solid var(--line); }
  .c7 tr { grid-template-columns: repeat(5, 1fr) 1.3fr; }
  .c6 th, .c6 td, .c7 th, .c7 td { border: 0; padding: 2px 0; font-size: 12px; white-space: normal; overflow-wrap: anywhere; }
  .c6 th, .c7 th { font-size: 10.5px; overflow-wrap: break-word; hyphens: auto; }
  .c6 :is(th, td):first-child, .c7 :is(th, td):first-child { grid-column: 1 / -1; font-size: 14px; }
  .wide { display: none; }
  .narrow { display: block; }
  .tiles { grid-template-columns: 1fr 1fr; }
}
@page { margin: 12mm; }
@media print {
  :root {
    color-scheme: light;
    --bg: #ffffff; --card: #ffffff; --ink: #000000; --muted: #444444; --line: #cccccc;
    --ok: #2f6fde; --limit: #d98a00; --bad: #cf2f3f; --wait: #8a63d2; --use: #bcd0f5; --gone: #8793a5;
    --a: #2f6fde; --b: #0f9d78; --c: #d98a00; --d: #b4449c; --e: #55606e;
    --good-bg: #e3f5ea; --good: #11623a; --warn-bg: #fdf0d8; --warn: #7a4a00; --bad-bg: #fce6e8; --bad-ink: #9c1c2a;
  }
  body { font-size: 13px; }
  main, header, footer { max-width: none; padding: 0; }
  section, .tile { break-inside: avoid; }
  section.long { break-inside: auto; }
  tr, .chart { break-inside: avoid; }
  h2, h3, .note, .legend { break-after: avoid; }
  table { font-size: 12px; }
  th, td { padding-right: 10px; }
  th { white-space: normal; }
  .chart svg, .verdict, .legend svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .scroll { overflow: visible; }
}
`;
