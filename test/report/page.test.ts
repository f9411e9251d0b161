import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { LogLine } from '../../src/log/events.ts';
import { setLanguage } from '../../src/messages/language.ts';
import { foldLogs } from '../../src/report/fold-logs.ts';
import { reportPage } from '../../src/report/page/report-page.ts';
import { chromiumArgs, findChromium } from '../chromium.ts';
import { emptyLog, largeLog, smallLog } from './sample-logs.ts';

const folder = mkdtempSync(join(tmpdir(), 'seedbed-report-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArgs] });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => setLanguage('en'));

function pageOf(lines: readonly LogLine[]): string {
  const report = foldLogs([lines]);
  if (report === undefined) throw new Error('the sample is a log');
  return reportPage(report);
}

/** Opens it as a reader does, from a file, and notes what a browser complains of or asks for. */
async function open(
  text: string,
  { width = 1000, dark = false }: { readonly width?: number; readonly dark?: boolean } = {},
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const file = join(folder, 'report.html');
  writeFileSync(file, text);
  const page = await browser.newPage({
    viewport: { width, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
  });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, complaints };
}

const samples = [
  ['empty', emptyLog()],
  ['small', smallLog()],
  ['with failures', smallLog(true)],
  ['of 10,000 records', largeLog()],
] as const;

describe.each(samples)('the page of a run %s', (_, lines) => {
  test.each([
    ['light', 'en'],
    ['dark', 'fr'],
  ] as const)('opens without a complaint and serves everybody, %s, in %s', async (scheme, to) => {
    setLanguage(to);
    const text = pageOf(lines);
    expect(text.length).toBeLessThan(1_000_000);
    const { page, complaints } = await open(text, { dark: scheme === 'dark' });
    expect(await page.locator('html').getAttribute('lang')).toBe(to);
    await page.evaluate(axe);
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    };
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('fits a phone: nothing to scroll sideways at 320 px', async () => {
    const { page } = await open(pageOf(lines), { width: 320 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.close();
  });
});

test('what an API has put into its answers is text: no element, no script', async () => {
  const { page } = await open(pageOf(smallLog(true)));
  expect(await page.title()).toBe('seedbed: shop');
  expect(await page.locator('img, script, iframe, a').count()).toBe(0);
  expect(await page.getByText("<script>document.title='owned'</script>").count()).toBeGreaterThan(3);
  await page.close();
});

test('nothing in it hides, reverses or commands', () => {
  const evil = '\u202egnp.exe\u001b[31m\u200b';
  const [begun, ...lines] = smallLog();
  const ended = lines.at(-1) as LogLine & { splits: object[] };
  const page = pageOf([
    begun as LogLine,
    ...lines.slice(0, -1).map((line) => ('path' in line ? { ...line, path: `${evil} ${line.path}` } : line)),
    { ...ended, splits: [{ resource: evil, field: evil, values: { [evil]: 3, plain: 2 } }] } as LogLine,
  ]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  expect(page).not.toMatch(/[\u202e\u001b\u200b]/);
  expect(page.match(/\\u\{202e\}gnp\.exe/g)?.length).toBeGreaterThan(20);
});

test('its charts show what the log tells', async () => {
  const { page } = await open(pageOf(smallLog(true)));
  const hints = await page.locator('.wide svg path title').allTextContents();
  const counted = (kind: string): number =>
    hints
      .flatMap((hint) => /: (\d+) (.*)$/.exec(hint)?.slice(1) ?? [])
      .reduce((sum, word, at, all) => {
        return all[at + 1] === kind ? sum + Number(word) : sum;
      }, 0);
  expect(counted('refused by the limit')).toBe(4);
  expect(counted('failed')).toBe(4);
  expect(counted('answered')).toBe(361);
  expect(hints).toContainEqual(expect.stringMatching(/^running: 84 \(70 %\)$/));
  await page.close();
});

test('on a phone, the names of suites are those parts in which they differ', async () => {
  const text = pageOf(smallLog());
  for (let suite = 0; suite < 12; suite++) expect(text).toContain(`>fleet-${suite}.spec.ts<`);
  // Not all of them end alike.
  expect(pageOf(smallLog(true))).toContain('>fleet-9.spec.ts…<');
});

test('on a sheet of A4, tables stay in their cards, and headings with what they head', async () => {
  setLanguage('fr');
  const { page } = await open(pageOf(smallLog(true)));
  // 210 mm without the margins, at 96 pixels an inch.
  await page.setViewportSize({ width: 703, height: 1032 });
  await page.emulateMedia({ media: 'print' });
  const wide = await page.evaluate(
    "[...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)",
  );
  expect(wide).toEqual([]);
  for (const head of ['h2', '.note', '.legend'])
    expect(await page.evaluate(`getComputedStyle(document.querySelector('${head}')).breakAfter`)).toBe(
      'avoid',
    );
  await page.close();
});

test('on paper it is light, and no card is cut in two', async () => {
  const { page } = await open(pageOf(smallLog()), { dark: true });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  expect(await page.evaluate("getComputedStyle(document.querySelector('section')).breakInside")).toBe(
    'avoid',
  );
  expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
  await page.close();
});
