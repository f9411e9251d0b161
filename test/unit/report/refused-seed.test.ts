import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '../../../src/messages/language.ts';
import { foldLogs } from '../../../src/report/fold-logs.ts';
import { reportPage } from '../../../src/report/page/report-page.ts';
import { smallLog } from '../../report/sample-logs.ts';

afterEach(() => setLanguage('en'));

const why = 'Clé inconnue « usres » dans seed. Vouliez-vous dire « users » ?';

/** A run in which one more suite asked for data that could not be made. */
function refusedLog(): ReturnType<typeof smallLog> {
  const lines = smallLog();
  const at = lines.findIndex(({ event }) => event === 'run-ended');
  const { level, time } = lines[at - 1] as (typeof lines)[number];
  const subject = { dataset: 'refused', path: ' › tests/fleet.test.ts › wrong' };
  return lines.toSpliced(
    at,
    0,
    { level, time, event: 'dataset-asked', ...subject },
    { level: 'error', time, event: 'note', ...subject, text: why },
  );
}

test('a dataset that was refused is no dataset of the run, and is told', () => {
  const [whole, refused] = [foldLogs([smallLog()]), foldLogs([refusedLog()])];
  expect(refused?.datasets).toEqual(whole?.datasets);
  expect(refused?.notMade).toBe(1);
  expect(refused?.notes).toEqual([...(whole?.notes ?? []), `tests/fleet.test.ts › wrong: ${why}`]);
});

test('the page does not call such a run whole, and keeps French signs with their words', () => {
  setLanguage('fr');
  const report = foldLogs([refusedLog()]);
  if (report === undefined) throw new Error('the sample is a log');
  const page = reportPage(report);
  expect(page).toContain('<div class="verdict bad"><p>1 jeu de données n&#39;a pas été créé.');
  expect(page).toContain('tests/fleet.test.ts › wrong\u00a0: Clé inconnue «\u00a0usres\u00a0» dans seed.');
});

test('what is told beside other failures has a heading, and none if it stands alone', () => {
  const report = foldLogs([refusedLog()]);
  if (report === undefined) throw new Error('the sample is a log');
  const reasons = [{ resource: 'users', reason: 'refused', count: 1 }];
  expect(reportPage({ ...report, reasons })).toContain('<h3>Also said</h3>');
  expect(reportPage({ ...report, reasons: [], gaveUp: [], leftRecords: [] })).not.toContain(
    '<h3>Also said</h3>',
  );
});
