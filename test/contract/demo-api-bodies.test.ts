import { describe, expect, test } from 'vitest';
import { implementations, operatorToken, vmOf } from './demo-api-targets.ts';

const ada = { name: 'Ada', email: 'ada@example.com' };

describe.each(implementations)('bodies, lists and paths, $name', ({ start }) => {
  test('a body that does not fit is 422 and names every wrong field, but shows no secret', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    const bad: [string, unknown, string[]][] = [
      ['/user', {}, ['name: required', 'email: required']],
      ['/user', { name: '', email: 'not-an-address' }, ['name:', 'email: Invalid email']],
      ['/user', { name: 1, email: ada.email }, ['name: Invalid type: Expected string but received 1']],
      ['/user', { ...ada, password: 1234567 }, ['password: Invalid']],
      ['/user', null, ['Body: Invalid type: Expected Object but received null']],
      [
        '/vm',
        { ...vmOf(2), cpu_cores: 0, ram_gb: 1.5, disk_gb: '40' },
        ['cpu_cores:', 'ram_gb:', 'disk_gb:'],
      ],
      ['/vm', { ...vmOf(2), status: 'asleep' }, ['status:', '"running" | "stopped" | "paused"']],
      ['/vm', { ...vmOf(2), user_id: -1 }, ['user_id:']],
      ['/Stop_VM', { vm_id: '1' }, ['vm_id:']],
      ['/Attach_VM_to_user', { vm_id: 1 }, ['user_id: required']],
      ['/auth/signup', ada, ['password: required']],
      ['/auth/login', {}, ['email: required', 'password: required']],
    ];
    for (const [path, body, words] of bad) {
      const { status, json } = await api.send('POST', path, { token, body });
      expect({ status, code: json.code }, `POST ${path}`).toEqual({
        status: 422,
        code: 'ERROR_CODE_INPUT_ERROR',
      });
      for (const word of words) expect(json.message).toContain(word);
      expect(json.message).not.toContain('1234567');
    }
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('a body that is not JSON is 400, one above 1 MiB is 413', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    for (const raw of ['', '{"name":', '<html>']) {
      const answer = await api.send('POST', '/user', { token, raw });
      expect(answer).toMatchObject({ status: 400, json: { code: 'ERROR_CODE_BAD_REQUEST' } });
    }
    const large = await api.send('POST', '/user', { token, body: { ...ada, name: 'x'.repeat(1_048_576) } });
    expect(large).toMatchObject({ status: 413, json: { code: 'ERROR_CODE_PAYLOAD_TOO_LARGE' } });
  });

  test('bulk makes each record by itself and answers in order', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    const users = await api.send('POST', '/user/bulk', {
      token,
      body: [
        ada,
        { ...ada, name: 'Twin' },
        { name: 'No address' },
        { name: 'Bob', email: 'bob@example.com', password: 'pw' },
      ],
    });
    expect(users.status).toBe(200);
    expect(users.json).toMatchObject([
      { name: 'Ada', email: ada.email },
      { error: { code: 'ERROR_CODE_DUPLICATE_RECORD', message: 'Duplicate record detected.' } },
      { error: { code: 'ERROR_CODE_INPUT_ERROR', message: 'email: required.' } },
      { name: 'Bob', email: 'bob@example.com' },
    ]);
    const [first, , , last] = users.json;
    expect(
      (await api.send('POST', '/auth/login', { body: { email: last.email, password: 'pw' } })).status,
    ).toBe(200);

    const vms = await api.send('POST', '/vm/bulk', {
      token,
      body: [vmOf(first.id), vmOf(77), vmOf(last.id)],
    });
    expect(vms.json).toMatchObject([
      { user_id: first.id },
      { error: { code: 'ERROR_CODE_NOT_FOUND' } },
      { user_id: last.id },
    ]);
    expect(api.counts()).toEqual({ users: 2, vms: 2 });
  });

  test('bulk wants an array of at most 1000', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    expect((await api.send('POST', '/user/bulk', { token, body: [] })).json).toEqual([]);
    expect((await api.send('POST', '/user/bulk', { token, body: ada })).status).toBe(422);
    const many = Array.from({ length: 1001 }, () => ({}));
    expect((await api.send('POST', '/vm/bulk', { token, body: many })).status).toBe(413);
  });

  test('bulk can be switched off', async () => {
    await using api = await start({ bulk: false });
    const token = await operatorToken(api);
    for (const path of ['/user/bulk', '/vm/bulk']) {
      expect((await api.send('POST', path, { token, body: [] })).status).toBe(404);
    }
  });

  test('lists are whole, or cut by page and per_page', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    const people = Array.from({ length: 120 }, (_, i) => ({ name: `P${i}`, email: `p${i}@example.com` }));
    await api.send('POST', '/user/bulk', { token, body: people });
    await api.send('POST', '/vm/bulk', { token, body: people.map(() => vmOf(2)) });
    for (const list of ['/user', '/vm']) {
      const ids = async (query: string): Promise<number[]> => {
        const { json } = await api.send('GET', list + query, { token });
        return json.map((record: { id: number }) => record.id);
      };
      const all = await ids('');
      expect(all).toHaveLength(120);
      expect(await ids('?page=2&per_page=50')).toEqual(all.slice(50, 100));
      expect(await ids('?per_page=7')).toEqual(all.slice(0, 7));
      expect(await ids('?page=2')).toEqual(all.slice(100));
      expect(await ids('?page=9&per_page=50')).toEqual([]);
      expect((await api.send('GET', `${list}?page=1`, { token })).headers['x-total-count']).toBe('120');
      for (const query of ['?page=0', '?page=abc', '?per_page=1001', '?per_page=-1', '?page=1.5']) {
        const refused = await api.send('GET', list + query, { token });
        expect(refused, query).toMatchObject({ status: 422, json: { code: 'ERROR_CODE_INPUT_ERROR' } });
      }
    }
  });

  test('answers below any /api:GROUP and at the root', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    const bodies = new Set<string>();
    for (const prefix of ['/api:demo', '/api:xY-9_z', '/api%3Ademo', '']) {
      bodies.add((await api.root('GET', `${prefix}/auth/me`, { token })).text);
    }
    expect(bodies.size).toBe(1);
    expect([...bodies][0]).toContain('operator@example.com');
    expect((await api.root('GET', '/api:/auth/me', { token })).status).toBe(404);
  });

  test('the page and the document are served without a token', async () => {
    await using api = await start();
    const page = await api.root('GET', '/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await api.send('GET', '/openapi.json')).json.openapi).toBe('3.1.1');
  });
});
