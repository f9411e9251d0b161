import { describe, expect, test } from 'vitest';
import { endsEverything, HttpError, reasonOf, SeedbedError } from '../../../src/errors.ts';
import { setLanguage } from '../../../src/messages/language.ts';
import {
  afterRequest,
  afterSearch,
  type Came,
  type Circumstances,
  cameOf,
  isAboutOther,
  mayHaveCommitted,
  refusalHint,
} from '../../../src/seeder/fate.ts';

const everyCame: readonly Came[] = ['record', 'nothing', 'accepted', 'duplicate', 'refused', 'unknown'];
const everyPolicy = ['adopt-or-next', 'adopt', 'next', 'reject'] as const;
const both = [false, true] as const;

/** A row says `*` if a column does not matter. Every combination must be said by exactly one row. */
interface Row {
  readonly cells: readonly string[];
  readonly next: string;
}

function tableOf(text: string): readonly Row[] {
  return text
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => {
      const cells = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return { cells: cells.slice(0, -1), next: cells.at(-1) as string };
    });
}

function saidBy(rows: readonly Row[], values: readonly string[]): readonly string[] {
  return rows
    .filter(({ cells }) =>
      cells.every((cell, at) => cell === '*' || cell.split(', ').includes(values[at] as string)),
    )
    .map(({ next }) => next);
}

const http = (more: object, code?: 'SEEDBED_AUTH', why = 'why'): HttpError =>
  new HttpError(
    why,
    {
      kind: 'status',
      method: 'POST',
      url: 'http://x/user',
      attempts: 1,
      durationMs: 1,
      committed: 'no',
      ...more,
    },
    code === undefined ? {} : { code },
  );

const requests = tableOf(`
| came      | attempt | last | repeatable | ours | onDuplicate         | then             |
| --------- | ------- | ---- | ---------- | ---- | ------------------- | ---------------- |
| record    | *       | *    | *          | *    | *                   | take             |
| refused   | *       | *    | *          | *    | *                   | reject           |
| accepted  | *       | *    | *          | *    | *                   | search, is there |
| nothing   | *       | *    | no         | *    | *                   | search           |
| nothing   | *       | yes  | yes        | *    | *                   | search           |
| nothing   | *       | no   | yes        | *    | *                   | send             |
| unknown   | *       | *    | no         | *    | *                   | search           |
| unknown   | *       | yes  | yes        | *    | *                   | search           |
| unknown   | *       | no   | yes        | *    | *                   | send             |
| duplicate | first   | *    | *          | yes  | adopt-or-next       | search, is there |
| duplicate | first   | *    | *          | yes  | adopt               | search, is there |
| duplicate | first   | *    | *          | yes  | next, reject        | reject           |
| duplicate | first   | *    | *          | no   | adopt               | search           |
| duplicate | first   | *    | *          | no   | adopt-or-next       | reject           |
| duplicate | first   | *    | *          | no   | next, reject        | reject           |
| duplicate | later   | *    | *          | yes  | *                   | search, is there |
| duplicate | later   | *    | *          | no   | *                   | search           |
`);

const searches = tableOf(`
| found      | came                       | attempt | last | then    |
| ---------- | -------------------------- | ------- | ---- | ------- |
| found      | *                          | *       | *    | adopt   |
| none       | nothing, unknown           | *       | no   | send    |
| none       | nothing, unknown           | *       | yes  | reject  |
| none       | duplicate                  | *       | *    | reject  |
| none       | accepted                   | *       | *    | give up |
| unclear    | *                          | *       | *    | give up |
| impossible | nothing, unknown, accepted | *       | *    | give up |
| impossible | duplicate                  | first   | *    | reject  |
| impossible | duplicate                  | later   | *    | give up |
`);

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');
const order = (attempt: number): string => (attempt === 0 ? 'first' : 'later');

describe('what is done after a request', () => {
  const cases = everyCame.flatMap((came) =>
    [0, 1, 3].flatMap((attempt) =>
      both.flatMap((last) =>
        both.flatMap((repeatable) =>
          both.flatMap((ours) =>
            everyPolicy.map((onDuplicate) => ({ came, attempt, last, repeatable, ours, onDuplicate })),
          ),
        ),
      ),
    ),
  );

  test.each(everyCame)('is said by one row of the table for every circumstance: %s', (wanted) => {
    for (const { came, ...circumstances } of cases.filter((one) => one.came === wanted)) {
      const { attempt, last, repeatable, ours, onDuplicate } = circumstances;
      const values = [came, order(attempt), yesOrNo(last), yesOrNo(repeatable), yesOrNo(ours), onDuplicate];
      expect([values, [told(came, circumstances)]]).toEqual([values, saidBy(requests, values)]);
    }
  });

  function told(came: Came, circumstances: Circumstances): string {
    const next = afterRequest(came, circumstances);
    return next.do === 'search' && next.certain ? 'search, is there' : next.do;
  }
});

describe('what is done after a search', () => {
  const everyFound = ['found', 'none', 'unclear', 'impossible'] as const;
  // Nothing else is searched for.
  const searched = ['nothing', 'accepted', 'duplicate', 'unknown'] as const;

  test.each(everyFound)('is said by one row of the table for every circumstance: %s', (found) => {
    for (const came of searched)
      for (const attempt of [0, 1, 3])
        for (const last of both) {
          const values = [found, came, order(attempt), yesOrNo(last)];
          const then = afterSearch(found, came, { attempt, last });
          expect([values, [then]]).toEqual([values, saidBy(searches, values)]);
        }
  });
});

describe('the outcome of a failed create', () => {
  const unknown = { committed: 'unknown' } as const;
  const taken = '{"message":"Duplicate record detected."}';

  test.each<[string, unknown, { ends: boolean; committed: boolean; came: Came }]>([
    ['422', http({ status: 422 }), { ends: false, committed: false, came: 'refused' }],
    ['409', http({ status: 409 }), { ends: false, committed: false, came: 'duplicate' }],
    [
      '403 about data',
      http({ status: 403, body: taken }),
      { ends: false, committed: false, came: 'duplicate' },
    ],
    [
      '409 after an attempt that is in doubt',
      http({ status: 409, ...unknown }),
      { ends: false, committed: true, came: 'unknown' },
    ],
    ['a reset', http({ kind: 'reset', ...unknown }), { ends: false, committed: true, came: 'unknown' }],
    [
      'an answer without an id',
      http({ kind: 'no-id', status: 200, ...unknown }),
      { ends: false, committed: true, came: 'nothing' },
    ],
    [
      'an operation that is not done',
      http({ kind: 'no-id', status: 202, ...unknown }),
      { ends: false, committed: true, came: 'accepted' },
    ],
    ['401', http({ status: 401 }, 'SEEDBED_AUTH'), { ends: true, committed: false, came: 'refused' }],
    [
      'a list that is none',
      new SeedbedError('SEEDBED_HTTP', 'no array'),
      { ends: false, committed: true, came: 'unknown' },
    ],
    [
      'a full disk',
      new SeedbedError('SEEDBED_LEDGER', 'full'),
      { ends: true, committed: true, came: 'unknown' },
    ],
    [
      'a list that is forbidden',
      http({ method: 'GET', status: 403 }, 'SEEDBED_AUTH'),
      { ends: false, committed: false, came: 'refused' },
    ],
    ['an abort', new DOMException('x', 'AbortError'), { ends: true, committed: true, came: 'unknown' }],
    ["a programmer's mistake", new TypeError('mistake'), { ends: true, committed: true, came: 'unknown' }],
  ])('is known for %s', (_, error, { ends, committed, came }) => {
    expect([endsEverything(error), mayHaveCommitted(error), cameOf(error)]).toEqual([ends, committed, came]);
  });

  test('is told by its reason alone', () => {
    expect([reasonOf(http({})), reasonOf(new TypeError('x')), reasonOf('y')]).toEqual(['why', 'x', 'y']);
  });
});

const user = { user: { name: 'Ada', email: 'ada.0@sb4k2x9q7m1p-3.example.com', phone: '01 99 00 12 34' } };
const pass = { expires_at: new Date('2026-01-08') };

test.each([
  ['422 Unprocessable Entity: email: domain is not deliverable', user, 'emailDomain'],
  ['400 Bad Request: The domain example.com is blocked', user, 'emailDomain'],
  ['422 Unprocessable Entity: email : domaine interdit', user, 'emailDomain'],
  ['422 Unprocessable Entity: phone: must be a mobile', user, 'phones'],
  ['422 Unprocessable Entity: expires_at: must not be in the past', pass, 'referenceDate'],
  [
    '422 Unprocessable Entity: expires_at : ne doit pas être dans le passé',
    { expires_at: '2026-01-08T00:00:00Z' },
    'referenceDate',
  ],
  ['422 Unprocessable Entity: name: too short', user, undefined],
  ['422 Unprocessable Entity: email: domain is blocked', { email: 'ada@corp.fr' }, undefined],
  ['422 Unprocessable Entity: expires_at: must be in the future', { n: 1 }, undefined],
  ['503 Service Unavailable', user, undefined],
])('%s', (reason, body, setting) => {
  const hint = refusalHint(reason, body);
  expect(hint && /`(\w+)`/.exec(hint)?.[1]).toBe(setting);
});

test('in French too, with the domain', () => {
  setLanguage('fr');
  try {
    expect(refusalHint('422: email: domain not allowed', user)).toBe(
      'les adresses e-mail utilisent le domaine example.com : donnez à `emailDomain` un domaine que cette API accepte',
    );
  } finally {
    setLanguage('en');
  }
});

describe('what a refused duplicate is about', () => {
  const about = (why: string): boolean => {
    const attributes = { login: 'lea.sb01', title: 'Dr', first_name: 'Léa' };
    return isAboutOther(
      http({ status: 422 }, undefined, why),
      { attributes, body: { userLogin: 'lea.sb01', ...attributes } },
      ['login'],
    );
  };

  test.each([
    '422 Unprocessable Entity: title: has already been taken',
    '500: UNIQUE constraint failed: people.title',
    '409: duplicate key value violates unique constraint "people_first_name_key"',
    'First name is already in use',
  ])('is another field than the key: %s', (why) => {
    expect(about(why)).toBe(true);
  });

  test.each([
    '409 Conflict',
    'Duplicate record detected.',
    'login: has already been taken',
    'The userLogin must be unique, as the title',
    'UNIQUE constraint failed: people.tenant, people.login',
    'title: "lea.sb01" is taken',
    'nickname: has already been taken',
  ])('is the key, or not said: %s', (why) => {
    expect(about(why)).toBe(false);
  });

  test('is not known of what is no answer', () => {
    expect(isAboutOther(new TypeError('title'), { attributes: {}, body: { title: 'Dr' } }, ['login'])).toBe(
      false,
    );
  });
});
