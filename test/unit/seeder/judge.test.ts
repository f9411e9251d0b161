import { describe, expect, test } from 'vitest';
import type { Answered } from '../../../src/api/operations.ts';
import { AnswerJudge } from '../../../src/seeder/judge.ts';
import { openSmallJob, type Person, type SmallJobOptions } from './small-job.ts';

const boss: Person = { id: 5, email: 'boss@corp.example', name: 'The Boss' };
const mine = 'someone.0@sb0123456789-0.example.com';
const wrongRecord = 'the answer holds another record';

/** What the judge says of an answer: whose it is, or why it is not believed; and what it asked the API for that. */
async function verdictOn(
  record: Readonly<Record<string, unknown>>,
  { set = {}, ...options }: SmallJobOptions & { readonly set?: object } = {},
): Promise<readonly [string, readonly string[]]> {
  const { job, draft, requests } = openSmallJob(options);
  const judge = new AnswerJudge(job);
  const sent = await draft(0, set);
  await judge.lookBefore(sent);
  const judged = await judge.judge(sent, { record, id: record.id as Answered['id'] });
  const said = 'error' in judged ? judged.error.why.replace(/:.*/, '') : `ours: ${judged.owned}`;
  return [said, requests];
}

describe('an answer to a record that only we can have made', () => {
  test('is believed if it carries the key that was sent', async () => {
    expect(await verdictOn({ id: 1, email: mine })).toEqual(['ours: true', []]);
  });

  test('is believed if the server spelled the key in its own way', async () => {
    expect(await verdictOn({ id: 1, email: ` ${mine.toUpperCase()} ` })).toEqual(['ours: true', []]);
  });

  test('is not believed if it carries another key', async () => {
    expect(await verdictOn({ ...boss })).toEqual([wrongRecord, []]);
  });

  test('is believed if it shows the other fields and no key', async () => {
    expect(await verdictOn({ id: 1, name: 'Somebody Number 0' })).toEqual(['ours: true', []]);
  });

  test('is not believed if it shows other fields and no key', async () => {
    expect(await verdictOn({ id: 5, name: boss.name })).toEqual([wrongRecord, []]);
  });
});

describe('an answer that holds an id and nothing to compare', () => {
  test('is believed once the record was read', async () => {
    const people = [{ id: 1, email: mine, name: 'Somebody Number 0' }];
    expect(await verdictOn({ id: 1 }, { people })).toEqual(['ours: true', ['GET /user/1']]);
  });

  test('is not believed if that is the id of another record', async () => {
    expect(await verdictOn({ id: 5 }, { people: [boss] })).toEqual([wrongRecord, ['GET /user/5']]);
  });

  test('is not believed if nothing has that id, and the record has another one', async () => {
    const people = [{ id: 1, email: mine, name: 'Somebody Number 0' }];
    expect(await verdictOn({ id: 'request-8' }, { people })).toEqual([
      wrongRecord,
      ['GET /user/request-8', 'GET /user'],
    ]);
  });

  test('is believed if the API can show neither the record nor a list', async () => {
    const oddity = () => Response.json({}, { status: 404 });
    expect(await verdictOn({ id: 7 }, { oddity, delivery: { lookup: false } })).toEqual([
      'ours: true',
      ['GET /user/7'],
    ]);
  });

  test.each([{}, { status: 'ok' }, []])('keeps its id if the API shows %j for a record', async (body) => {
    const oddity = ({ line }: { readonly line: string }): Response | undefined =>
      line.startsWith('GET') ? Response.json(body) : undefined;
    const { job, draft } = openSmallJob({ oddity });
    const judged = await new AnswerJudge(job).judge(await draft(0), { record: { id: 7 }, id: 7 });
    expect(judged).toMatchObject({ answer: { id: 7, record: { id: 7 } }, owned: true });
  });

  test('keeps its id if the record is shown without it', async () => {
    const oddity = ({ line }: { readonly line: string }): Response | undefined =>
      line.startsWith('GET') ? Response.json({ email: mine, name: 'Somebody Number 0' }) : undefined;
    const { job, draft } = openSmallJob({ oddity });
    const judged = await new AnswerJudge(job).judge(await draft(0), { record: { id: 7 }, id: 7 });
    expect(judged).toMatchObject({ answer: { id: 7, record: { id: 7, email: mine } }, owned: true });
  });

  test('is believed without a reading from the second record on', async () => {
    const people = [{ id: 1, email: mine, name: 'Somebody Number 0' }];
    const { job, draft, requests } = openSmallJob({ people });
    const judge = new AnswerJudge(job);
    await judge.judge(await draft(0), { record: { id: 1 }, id: 1 });
    expect(await judge.judge(await draft(1), { record: { id: 2 }, id: 2 })).toMatchObject({ owned: true });
    expect(requests).toEqual(['GET /user/1']);
  });
});

describe('an answer with the id of another record of ours', () => {
  const judgeSecond = async (people: readonly Person[], record: object): Promise<unknown> => {
    const { job, draft } = openSmallJob({ people });
    job.api.visibility.created(1, 'someone.7@sb0123456789-0.example.com');
    return new AnswerJudge(job).judge(await draft(0), { record: { id: 1, ...record }, id: 1 });
  };

  test('is believed if the record with that id is the new one: the first one is gone', async () => {
    const people = [{ id: 1, email: mine, name: 'Somebody Number 0' }];
    expect(await judgeSecond(people, { email: mine })).toMatchObject({ owned: true });
  });

  test('is not believed if the record with that id is still the first one', async () => {
    const people = [{ id: 1, email: 'someone.7@sb0123456789-0.example.com', name: 'Somebody Number 7' }];
    const judged = await judgeSecond(people, { email: mine });
    expect(judged).toMatchObject({ error: { kind: 'no-id', committed: 'unknown' } });
  });

  test('is not believed if nothing shows whose it is', async () => {
    expect(await judgeSecond([], { email: mine })).toHaveProperty('error');
  });
});

describe('whose a record is under a key that anybody could have', () => {
  const set = { email: boss.email };
  const fresh = { id: 6, email: boss.email, name: 'Somebody Number 0' };

  test('is told by what was there before', async () => {
    expect(await verdictOn({ ...boss }, { set, people: [boss] })).toEqual(['ours: false', ['GET /user']]);
    expect(await verdictOn(fresh, { set, people: [boss] })).toEqual(['ours: true', ['GET /user']]);
  });

  test.each([{ lookup: { query: 'email' } }, { api: { find: { query: { email: '{key}' } } } }])(
    'is told by a search for that key, if there is one: %j',
    async (delivery) => {
      const search = `GET /user?email=${boss.email}`;
      expect(await verdictOn({ ...boss }, { set, people: [boss], delivery })).toEqual([
        'ours: false',
        [search],
      ]);
      expect(await verdictOn(fresh, { set, delivery })).toEqual(['ours: true', [search]]);
    },
  );

  test('is told by the values that were sent, if nothing tells what was there before', async () => {
    const delivery = { lookup: false } as const;
    expect(await verdictOn(fresh, { set, delivery })).toEqual(['ours: true', []]);
    expect(await verdictOn({ ...boss }, { set, delivery })).toEqual(['ours: unclear', []]);
    expect(await verdictOn({ id: 5, email: boss.email }, { set, delivery })).toEqual(['ours: unclear', []]);
  });

  test('is told by the values that were sent, if the list may be a page only', async () => {
    const oddity = ({ line }: { readonly line: string }): Response | undefined =>
      line === 'GET /user' ? Response.json({ items: [{ ...boss, id: 1 }], total: 40 }) : undefined;
    expect(await verdictOn({ ...boss }, { set, oddity })).toEqual(['ours: unclear', ['GET /user']]);
  });

  const day = 86_400_000;
  const tenPeople = Array.from(
    { length: 10 },
    (_, at): Person => ({ ...boss, id: at + 10, email: `p${at}@corp.example` }),
  );
  const aPage = ({ line }: { readonly line: string }): Response | undefined =>
    line === 'GET /user' ? Response.json(tenPeople) : undefined;

  test('is not told by the values that were sent, if the list is as long as a page: it may be on another one', async () => {
    expect(await verdictOn(fresh, { set, oddity: aPage })).toEqual([
      'ours: unclear',
      ['GET /user', 'GET /user'],
    ]);
  });

  test('is told by a list as long as a page once it is longer', async () => {
    const { job, draft, people } = openSmallJob({ people: tenPeople });
    const judge = new AnswerJudge(job);
    const sent = await draft(0, set);
    await judge.lookBefore(sent);
    people.push(fresh);
    expect(await judge.judge(sent, { record: { ...fresh }, id: 6 })).toMatchObject({ owned: true });
  });

  test.each([
    ['just now', 0, 'ours: true', 1],
    ['a minute ago', 60_000, 'ours: unclear', 2],
    ['two days ago', 2 * day, 'ours: unclear', 1],
  ])('is told by the time that the API says it was made: %s', async (_, ago, said, requests) => {
    const now = openSmallJob().clock.wall();
    const made = { ...fresh, created_at: new Date(now - ago).toISOString() };
    const [verdict, asked] = await verdictOn(made, { set, oddity: aPage });
    expect([verdict, asked.length]).toEqual([said, requests]);
  });

  test('is not looked up for a key that carries the namespace', async () => {
    const { job, draft } = openSmallJob();
    expect(new AnswerJudge(job).lookBefore(await draft(0))).toBeUndefined();
  });

  test('is looked up once for all, if the list is read for it', async () => {
    const { job, draft, requests } = openSmallJob({ people: [boss] });
    const judge = new AnswerJudge(job);
    for (const index of [0, 1, 2]) await judge.lookBefore(await draft(index, set));
    expect(requests).toEqual(['GET /user']);
  });
});

describe('whose a record without a key is', () => {
  const sent = { id: 5, name: 'Somebody Number 0' };
  const dated = (ago: number): object => ({
    ...sent,
    created_at: new Date(openSmallJob().clock.wall() - ago).toISOString(),
  });

  test('is told by what was there before, which is read once in a run', async () => {
    const { job, draft, requests } = openSmallJob({ key: undefined, people: [{ ...boss, ...sent }] });
    for (const [id, owned] of [
      [5, false],
      [6, true],
    ] as const) {
      const judge = new AnswerJudge(job);
      const one = await draft(0);
      await judge.lookBefore(one);
      expect(await judge.judge(one, { record: { ...sent, id }, id })).toMatchObject({ owned });
    }
    expect(requests).toEqual(['GET /user']);
  });

  test('is told by what was there before, also if the API writes a UUID in capitals here and in small letters there', async () => {
    const id = '0195e2a1-7c1e-7000-8000-00000000abcd';
    const oddity = ({ line }: { readonly line: string }): Response | undefined =>
      line === 'GET /user' ? Response.json([{ ...sent, id }]) : undefined;
    const record = { ...sent, id: id.toUpperCase() };
    expect(await verdictOn(record, { key: undefined, oddity })).toEqual(['ours: false', ['GET /user']]);
  });

  test('is told by when it was made, if the API has dated another one rightly', async () => {
    const { job, draft } = openSmallJob({ key: undefined });
    const judge = new AnswerJudge(job);
    const one = await draft(0);
    const verdict = async (record: object, id: number) => judge.judge(one, { record: { ...record, id }, id });
    expect(await verdict(dated(9e8), 5)).toMatchObject({ owned: 'unclear' });
    expect(await verdict(dated(0), 6)).toMatchObject({ owned: true });
    expect(await verdict(dated(9e8), 7)).toMatchObject({ owned: false });
  });

  test('is believed to be ours if the list may not be read, and nothing speaks against it', async () => {
    const oddity = ({ line }: { readonly line: string }): Response | undefined =>
      line === 'GET /user' ? Response.json({ message: 'No.' }, { status: 403 }) : undefined;
    expect(await verdictOn(sent, { key: undefined, oddity })).toEqual(['ours: true', ['GET /user']]);
  });
});

describe('a description that does not fit', () => {
  test('is named with the setting to write', async () => {
    const { job, draft } = openSmallJob();
    expect(new AnswerJudge(job).noUsableId({ uuid: 'x', email: 'y' }, await draft(0))).toMatchObject({
      code: 'SEEDBED_CONFIG',
      message:
        'Stopped at the first record of "users": it was created, but has no usable "id". It has: uuid, email. Write the name of its id as `idField` of the resource.',
    });
  });

  test('is one that no answer of the run has fitted', async () => {
    const { job, draft } = openSmallJob();
    const judge = new AnswerJudge(job);
    expect(judge.hasFit).toBe(false);
    await judge.judge(await draft(0), { record: { ...boss }, id: 5 });
    expect(judge.hasFit).toBe(false);
    await judge.judge(await draft(0), { record: { id: 1, email: mine }, id: 1 });
    expect(judge.hasFit).toBe(true);
  });
});

test('a reading of what was there before that one seed gave up is made anew for the next', async () => {
  const ended = new AbortController();
  const { job, draft } = openSmallJob({ people: [boss], key: undefined });
  const sent = await draft();
  const looking = new AnswerJudge({ ...job, signal: ended.signal }).lookBefore(sent);
  ended.abort(new Error('Nobody waits for it.'));
  await expect(looking).rejects.toThrow('Nobody waits for it.');
  const judge = new AnswerJudge(job);
  await judge.lookBefore(sent);
  // It upserts: the record of somebody else is what was sent now.
  const record = { ...sent.attributes, id: boss.id };
  expect(await judge.judge(sent, { record, id: boss.id })).toMatchObject({ owned: false });
});
