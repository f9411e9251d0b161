import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../src/factory/delivery.ts';
import { RecordCreator } from '../../../src/seeder/create.ts';
import { intend } from '../../../src/seeder/supply.ts';
import { type Oddity, openSmallJob, type Person, type SmallJob, type SmallJobOptions } from './small-job.ts';

const boss: Person = { id: 5, email: 'boss@corp.example', name: 'The Boss' };
const conflict = (): Response => Response.json({ message: 'It is there already.' }, { status: 409 });
const isCreate = (line: string): boolean => line.startsWith('POST');
/** Does something else than a plain API at the first creates. */
const creates =
  (...odd: readonly Oddity[]): Oddity =>
  (request) =>
    isCreate(request.line) ? odd[request.creates]?.(request) : undefined;
const lost: Oddity = () => 'reset';
const lostAfter: Oddity = ({ commit }) => {
  commit();
  return 'reset';
};
/** Says that it will make the record, and has when the list is read so often. */
const madeAtLook = (count: number): Oddity => {
  let make: (() => unknown) | undefined;
  let looks = 0;
  return ({ line, commit }) => {
    if (isCreate(line)) {
      make = commit;
      return Response.json({}, { status: 202 });
    }
    if (line === 'GET /user' && ++looks === count) make?.();
    return undefined;
  };
};
const noId: Oddity = () => Response.json({ ok: true });
const noLookUp: Delivery = { lookup: false };

interface Row extends SmallJobOptions {
  /** What the seed fixes. */
  readonly set?: object;
  /** `created 1`, `adopted 1`, what became of it if it failed, or `stopped`: the run ends. */
  readonly outcome: string;
  readonly entries: readonly string[];
  readonly posts: number;
}

async function outcomeOf(stage: SmallJob, set: object): Promise<string> {
  const draft = await stage.draft(0, set);
  const entry = await intend(stage.job, draft);
  const result = await new RecordCreator(stage.job).create({ draft, entry });
  return result.outcome === 'failed' ? result.failure.outcome : `${result.outcome} ${result.record.id}`;
}

describe('a record and its entries in the ledger', () => {
  const rows: Readonly<Record<string, Row>> = {
    'is answered': { outcome: 'created 1', entries: ['created 1'], posts: 1 },
    'is refused': {
      oddity: creates(() => Response.json({ message: 'Too long.' }, { status: 422 })),
      outcome: 'rejected',
      entries: ['rejected'],
      posts: 1,
    },
    'was stored, and its answer lost': {
      oddity: creates(lostAfter),
      outcome: 'adopted 1',
      entries: ['created 1'],
      posts: 1,
    },
    'was not stored, and its answer lost': {
      oddity: creates(lost),
      outcome: 'created 1',
      entries: ['unknown', 'created 1'],
      posts: 2,
    },
    'is never stored': {
      oddity: creates(lost, lost, lost, lost),
      outcome: 'rejected',
      entries: ['unknown', 'unknown', 'unknown'],
      posts: 3,
    },
    'cannot be looked up, and its answer was lost': {
      oddity: creates(lostAfter),
      delivery: noLookUp,
      outcome: 'unknown',
      entries: ['unknown'],
      posts: 1,
    },
    'has no key, and its answer was lost': {
      oddity: creates(lostAfter),
      key: undefined,
      outcome: 'unknown',
      entries: ['unknown'],
      posts: 1,
    },
    'is not in a list that fails': {
      oddity: ({ line, creates, commit }) => {
        if (isCreate(line) && creates === 0) return lostAfter({ line, creates, commit, people: [] });
        return line === 'GET /user' ? Response.json({}, { status: 500 }) : undefined;
      },
      outcome: 'unknown',
      entries: ['unknown'],
      posts: 1,
    },
    'was stored by a request that somebody repeated on its way': {
      oddity: creates(({ commit }) => {
        commit();
        return conflict();
      }),
      outcome: 'adopted 1',
      entries: ['created 1'],
      posts: 1,
    },
    'is said to be there, and cannot be looked up': {
      oddity: creates(conflict),
      delivery: noLookUp,
      outcome: 'created 1',
      entries: ['unknown', 'created 1'],
      posts: 2,
    },
    'is said to be there, and no list shows it': {
      oddity: creates(conflict),
      outcome: 'created 1',
      entries: ['rejected', 'created 1'],
      posts: 2,
    },
    'is said to be there after a lost answer, and no list shows it': {
      oddity: creates(lost, conflict),
      outcome: 'unknown',
      entries: ['unknown', 'unknown'],
      posts: 2,
    },
    'is said to be there, and the next value is taken by definition': {
      oddity: creates(conflict),
      delivery: { onDuplicate: 'next' },
      outcome: 'created 1',
      entries: ['unknown', 'created 1'],
      posts: 2,
    },
    'will be made, the API says, and never is': {
      oddity: creates(() => Response.json({}, { status: 202 })),
      people: [boss],
      outcome: 'stopped',
      entries: ['unknown'],
      posts: 1,
    },
    'is made later than the API answers': {
      oddity: madeAtLook(2),
      outcome: 'adopted 1',
      entries: ['created 1'],
      posts: 1,
    },
    'is answered without an id, twice, and no list shows it': {
      oddity: creates(noId, noId, noId),
      outcome: 'stopped',
      entries: ['unknown', 'unknown'],
      posts: 2,
    },
    "is answered with somebody else's record": {
      oddity: creates(() => Response.json(boss, { status: 201 })),
      people: [boss],
      outcome: 'created 6',
      entries: ['unknown', 'created 6'],
      posts: 2,
    },
    'is under a namespace that others use too, and its answer was lost': {
      oddity: creates(lostAfter),
      ownNamespace: false,
      outcome: 'adopted 1',
      entries: ['unknown'],
      posts: 1,
    },
    'is under a namespace that others use too, and taken': {
      oddity: creates(conflict),
      people: [{ id: 9, email: 'someone.0@sb0123456789-0.example.com', name: 'Somebody Number 0' }],
      ownNamespace: false,
      outcome: 'adopted 9',
      entries: ['rejected'],
      posts: 1,
    },
  };

  test.each(Object.entries(rows))('end in the state that is known: it %s', async (_, row) => {
    const stage = openSmallJob(row);
    const outcome = await outcomeOf(stage, row.set ?? {}).catch((error: { code: string }) =>
      error.code === 'SEEDBED_CONFIG' ? 'stopped' : Promise.reject(error),
    );
    expect({ outcome, entries: stage.entries() }).toEqual({ outcome: row.outcome, entries: row.entries });
    expect(stage.requests.filter(isCreate)).toHaveLength(row.posts);
  });
});

describe('a record under a key that anybody could have', () => {
  const set = { email: boss.email };
  const upsert = creates(({ people }) => Response.json(people[0], { status: 200 }));

  const rows: Readonly<Record<string, Row>> = {
    'is made, and was not there before': { outcome: 'created 1', entries: ['created 1'], posts: 1 },
    'is answered, and was there before': {
      oddity: upsert,
      people: [boss],
      outcome: 'adopted 5',
      entries: ['rejected'],
      posts: 1,
    },
    'was there before, as its search says': {
      oddity: upsert,
      people: [boss],
      delivery: { lookup: { query: 'email' } },
      outcome: 'adopted 5',
      entries: ['rejected'],
      posts: 1,
    },
    'is answered with other values, and nothing tells what was there before': {
      oddity: upsert,
      people: [boss],
      delivery: noLookUp,
      outcome: 'adopted 5',
      entries: ['unknown'],
      posts: 1,
    },
    'is refused, for it was there before': {
      oddity: creates(conflict),
      people: [boss],
      outcome: 'rejected',
      entries: ['rejected'],
      posts: 1,
    },
    'is refused and used, for the resource says so': {
      oddity: creates(conflict),
      people: [boss],
      delivery: { onDuplicate: 'adopt' },
      outcome: 'adopted 5',
      entries: ['rejected'],
      posts: 1,
    },
    'is refused, for somebody has made it meanwhile': {
      oddity: creates(({ people }) => {
        people.push(boss);
        return conflict();
      }),
      delivery: { onDuplicate: 'adopt' },
      outcome: 'adopted 5',
      entries: ['rejected'],
      posts: 1,
    },
    'is made, and its answer lost': {
      oddity: creates(lostAfter),
      outcome: 'adopted 1',
      entries: ['created 1'],
      posts: 1,
    },
    'was there before, and the answer was lost': {
      oddity: creates(lost),
      people: [boss],
      outcome: 'adopted 5',
      entries: ['unknown'],
      posts: 1,
    },
  };

  test.each(Object.entries(rows))('is ours only if that is proved: it %s', async (_, row) => {
    const stage = openSmallJob(row);
    expect(await outcomeOf(stage, set)).toBe(row.outcome);
    expect(stage.entries()).toEqual(row.entries);
    expect(stage.requests.filter(isCreate)).toHaveLength(row.posts);
  });

  test('is struck from the ledger if the look before it fails for good', async () => {
    const stage = openSmallJob({
      oddity: ({ line }) => (line === 'GET /user' ? Response.json({}, { status: 401 }) : undefined),
    });
    await expect(outcomeOf(stage, set)).rejects.toMatchObject({ code: 'SEEDBED_AUTH' });
    expect([stage.entries(), stage.requests]).toEqual([['rejected'], ['GET /user']]);
  });
});

describe('a run that is stopped', () => {
  test('strikes what was not sent', async () => {
    const stage = openSmallJob({ signal: AbortSignal.abort(new Error('enough')) });
    await expect(outcomeOf(stage, {})).rejects.toThrow('enough');
    expect([stage.entries(), stage.requests]).toEqual([['rejected'], []]);
  });

  test('leaves in doubt what was sent, and ends the waits of its look-up', async () => {
    const stop = new AbortController();
    const stage = openSmallJob({
      signal: stop.signal,
      oddity: ({ line }) => {
        if (isCreate(line)) return 'reset';
        stop.abort(new Error('enough'));
        return undefined;
      },
    });
    await expect(outcomeOf(stage, {})).rejects.toThrow('enough');
    expect([stage.entries(), stage.requests]).toEqual([['unknown'], ['POST /user', 'GET /user']]);
  });
});

test.each([
  ['pages', Number.NaN, '`NaN` (number)'],
  ['pages', () => 1, 'a function'],
  ['address.since', new Date(Number.NaN), '`null` (object)'],
  ['address.since', new Map([[1, 2]]), 'an instance of Map'],
  ['address.since', new Set(), 'an instance of Set'],
  ['pages', Promise.resolve(1), 'an instance of Promise'],
])('a value that JSON cannot hold is sent to nobody: %s %s', async (path, value, got) => {
  const stage = openSmallJob({});
  const set = path === 'pages' ? { pages: value } : { address: { since: value } };
  await expect(stage.draft(0, set)).rejects.toThrow(
    new TypeError(`Expected "${path}" of a record of "users" to be JSON data, got ${got}.`),
  );
});

test('a bigint, which JSON cannot hold either, is told with what to write instead', async () => {
  await expect(openSmallJob({}).draft(0, { sizes: [{ bytes: 12n }] })).rejects.toThrow(
    new TypeError(
      'Expected "sizes.0.bytes" of a record of "users" to be JSON data, got `12` (bigint): write it as a text, `String(value)`, or as a number.',
    ),
  );
});

describe('a refusal as a duplicate whose record is not there', () => {
  const refuses = (message: string): Oddity =>
    creates(...Array.from({ length: 8 }, () => () => Response.json({ message }, { status: 422 })));

  test('is not waited for if it is about another field than the key', async () => {
    const stage = openSmallJob({ oddity: refuses('name: has already been taken') });
    const before = stage.clock.now();
    expect(await outcomeOf(stage, {})).toBe('rejected');
    expect(stage.clock.now() - before).toBeLessThan(1000);
    expect(stage.entries()).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
  });

  test('is waited for once if its words do not say what it is about, and not for the records after it', async () => {
    const stage = openSmallJob({ oddity: refuses('Such a one already exists.') });
    const before = stage.clock.now();
    expect(await outcomeOf(stage, {})).toBe('rejected');
    const waited = stage.clock.now() - before;
    expect(waited).toBeGreaterThan(10_000);
    expect(waited).toBeLessThan(20_000);
  });
});
