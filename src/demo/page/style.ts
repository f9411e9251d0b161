/** The page's style. In both colour schemes text stands out at least 4.5:1 from what is behind it, borders of controls 3:1. */
export const style: string = `
:root {
  color-scheme: light dark;
  --ground: #f4f6f2; --card: #ffffff; --ink: #18221d; --muted: #56655c; --line: #dde4dd; --hover: #f6f9f5;
  --accent: #1c6b46; --accent-strong: #14533a; --on-accent: #ffffff; --field: #738379; --focus: #1c6b46;
  --alert: #8f1d1d; --alert-ground: #fdecea;
  --running: #10593a; --running-ground: #dcf3e5; --paused: #734600; --paused-ground: #fcefcf; --stopped: #475049; --stopped-ground: #e9edea;
  --shadow: 0 1px 2px rgb(20 40 28 / .06), 0 8px 24px -12px rgb(20 40 28 / .18);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1512; --card: #171f1b; --ink: #e7efe9; --muted: #9fb1a6; --line: #29342e; --hover: #1c2621;
    --accent: #63cb97; --accent-strong: #86dcb0; --on-accent: #06140c; --field: #6b7d72; --focus: #63cb97;
    --alert: #ffb4ab; --alert-ground: #3a1715;
    --running: #8be0b3; --running-ground: #14382a; --paused: #f2cd7e; --paused-ground: #3b2d10; --stopped: #b6c3bb; --stopped-ground: #28322d;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0; min-height: 100dvh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.wrap { width: 100%; max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
.muted { color: var(--muted); }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 3; padding: .5rem 1rem; border-radius: .5rem; background: var(--card); color: var(--ink); }
.skip:focus { top: .5rem; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
main:focus, h1:focus { outline: none; }
a { color: var(--accent); }

.top { background: var(--card); border-bottom: 1px solid var(--line); }
.top .wrap { display: flex; align-items: center; justify-content: space-between; gap: 1rem; min-height: 3.75rem; }
.brand { display: flex; align-items: center; gap: .55rem; font-weight: 650; font-size: 1.125rem; letter-spacing: -.01em; white-space: nowrap; }
.brand svg { color: var(--accent); }
.brand small { font-weight: 400; font-size: 1em; color: var(--muted); }
.account { display: flex; align-items: center; gap: 1rem; min-width: 0; }
.email { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--muted); font-size: .9375rem; }

main.wrap { flex: 1; padding-top: 2.25rem; padding-bottom: 3rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.25; letter-spacing: -.02em; overflow-wrap: anywhere; }
footer.wrap { padding-top: 1rem; padding-bottom: 1.5rem; font-size: .875rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .875rem; box-shadow: var(--shadow); overflow: hidden; }

.sign-in { max-width: 25rem; margin: min(9vh, 5rem) auto 0; padding: 2rem; }
.sign-in .muted { margin: .35rem 0 1.25rem; }
label { display: block; font-weight: 550; margin-bottom: .3rem; }
input {
  width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit;
  background: var(--ground); border: 1px solid var(--field); border-radius: .5rem;
}
form input { margin-bottom: 1.1rem; }
.alert { margin: 0 0 1rem; padding: .65rem .85rem; border-radius: .5rem; background: var(--alert-ground); color: var(--alert); }
.alert:empty { display: none; }

button {
  min-height: 2.5rem; padding: .35rem .95rem; font: inherit; font-weight: 550; color: var(--accent); cursor: pointer;
  background: transparent; border: 1px solid var(--field); border-radius: .5rem; white-space: nowrap;
}
button:hover:enabled { background: var(--hover); border-color: var(--accent); }
button:disabled { opacity: .55; cursor: default; }
.primary { width: 100%; min-height: 2.85rem; background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.primary:hover:enabled { background: var(--accent-strong); border-color: var(--accent-strong); }

.tabs { display: flex; gap: 1.5rem; margin: 1.25rem 0 1.25rem; border-bottom: 1px solid var(--line); }
.tabs button { padding: .35rem .1rem .6rem; border: 0; border-bottom: 3px solid transparent; border-radius: 0; color: var(--muted); margin-bottom: -1px; }
.tabs button:hover { background: none; color: var(--ink); }
.tabs button[aria-selected="true"] { color: var(--ink); border-bottom-color: var(--accent); }
.tabs button:focus-visible { outline-offset: 0; border-radius: .35rem; }
.summary { margin: 0 0 .75rem; min-height: 1.5em; }
.tools { max-width: 24rem; margin-bottom: 1rem; }
.tools input { background: var(--card); }

table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .7rem 1rem; text-align: left; }
th { font-size: .8125rem; font-weight: 600; color: var(--muted); background: var(--card); border-bottom: 1px solid var(--line); white-space: nowrap; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
tbody tr:hover { background: var(--hover); }
.number { text-align: right; }
td { height: 3.6rem; overflow-wrap: anywhere; }
td.number, td.fixed { white-space: nowrap; }
td:first-child { font-weight: 550; }
td:first-child:focus { outline: none; }
.act { width: 1%; text-align: right; }
.act button { min-height: 2.1rem; padding: .15rem .8rem; font-size: .9375rem; }
.badge { display: inline-flex; align-items: center; gap: .45rem; padding: .1rem .65rem .1rem .55rem; border-radius: 1rem; font-size: .875rem; font-weight: 550; }
.badge::before { content: ""; width: .5rem; height: .5rem; border-radius: 50%; background: currentColor; }
.running { color: var(--running); background: var(--running-ground); }
.paused { color: var(--paused); background: var(--paused-ground); }
.stopped { color: var(--stopped); background: var(--stopped-ground); }
.stopped::before { border-radius: 1px; }
.empty { margin: 0; padding: 2.5rem 1rem; text-align: center; color: var(--muted); }
.pager { display: flex; align-items: center; justify-content: space-between; gap: 1rem; margin-top: 1rem; }

@media (max-width: 44rem) {
  .email { display: none; }
  main.wrap { padding-top: 1.5rem; }
  .sign-in { padding: 1.5rem; margin-top: 1rem; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody { display: block; }
  tbody tr { display: flex; flex-wrap: wrap; align-items: center; gap: .15rem 1rem; padding: .85rem 1rem; }
  tbody tr + tr { border-top: 1px solid var(--line); }
  tbody tr + tr > * { border-top: 0; }
  td { height: auto; padding: 0; color: var(--muted); font-size: .9375rem; }
  td:first-child { color: var(--ink); font-size: 1rem; }
  /* A machine: name and status, system and button, sizes. */
  #vms td:nth-child(1), #vms td:nth-child(2) { flex: 1 1 calc(100% - 8rem); }
  #vms td:nth-child(6), #vms td.act { flex: 0 0 6.5rem; text-align: right; }
  #vms td:nth-child(1) { order: 1; }
  #vms td:nth-child(6) { order: 2; }
  #vms td:nth-child(2) { order: 3; }
  #vms td.act { order: 4; }
  #vms td.number { order: 5; }
  #vms td.act button { min-height: 2.5rem; padding-inline: 1.35rem; }
  /* A user: name, e-mail, the rest. */
  #users td:nth-child(1), #users td:nth-child(2) { flex: 1 1 100%; }
  td[data-label]::before { content: attr(data-label) " "; }
}
/* The narrowest phones: French words are longer. */
@media (max-width: 26rem) {
  .wrap { padding: 0 1rem; }
  .brand small { display: none; }
  .top .wrap { gap: .5rem; }
  .top button { padding-inline: .7rem; }
  /* A name has a line of its own: it breaks at its hyphens, not within its tag. */
  #vms td:nth-child(1), #vms td:nth-child(6) { flex: 1 1 100%; text-align: left; }
  .tabs { gap: 1rem; }
  .tabs button { white-space: normal; font-size: .9375rem; text-align: left; }
}
@media (prefers-reduced-motion: no-preference) { button, input { transition: background-color .12s, border-color .12s; } }
`;
