import { describe, expect, test } from 'vitest';
import { demoOperator } from '../../src/demo/index.ts';
import { implementations, manualClock, operatorToken, vmOf } from './demo-api-targets.ts';

const ada = { name: 'Ada Lefèvre', email: 'ada@example.com', password: 'correct horse' };

describe.each(implementations)('the contract, $name', ({ start }) => {
  test('signup gives a token and no user; login gives another; /auth/me tells who, without the password', async () => {
    await using api = await start({ clock: manualClock(1_700_000_000_000) });
    const signedUp = await api.send('POST', '/auth/signup', { body: ada });
    expect(signedUp).toMatchObject({ status: 200, json: { authToken: expect.any(String) } });
    expect(Object.keys(signedUp.json)).toEqual(['authToken']);

    const loggedIn = await api.send('POST', '/auth/login', {
      body: { email: ada.email, password: ada.password },
    });
    expect(loggedIn.status).toBe(200);
    expect(loggedIn.json.authToken).not.toBe(signedUp.json.authToken);

    for (const { json } of [signedUp, loggedIn]) {
      const me = await api.send('GET', '/auth/me', { token: json.authToken });
      expect(me.status).toBe(200);
      expect(me.json).toEqual({ id: 2, created_at: 1_700_000_000_000, name: ada.name, email: ada.email });
    }
  });

  test('a wrong pair is refused with 403, whichever half is wrong', async () => {
    await using api = await start();
    await api.send('POST', '/auth/signup', { body: ada });
    const refusal = {
      status: 403,
      json: { code: 'ERROR_CODE_ACCESS_DENIED', message: 'Invalid Credentials.' },
    };
    for (const [email, password] of [
      [ada.email, 'wrong'],
      ['nobody@example.com', ada.password],
    ]) {
      expect(await api.send('POST', '/auth/login', { body: { email, password } })).toMatchObject(refusal);
    }
  });

  test.each([
    ['GET', '/auth/me'],
    ['GET', '/user'],
    ['GET', '/user/1'],
    ['POST', '/user'],
    ['POST', '/user/bulk'],
    ['PATCH', '/user/1'],
    ['DELETE', '/user/1'],
    ['GET', '/vm'],
    ['GET', '/vm/1'],
    ['POST', '/vm'],
    ['POST', '/vm/bulk'],
    ['PATCH', '/vm/1'],
    ['DELETE', '/vm/1'],
    ['POST', '/Attach_VM_to_user'],
    ['POST', '/Stop_VM'],
  ])('%s %s wants a bearer token', async (method, path) => {
    await using api = await start();
    const body = method === 'GET' ? {} : { raw: '{}' };
    for (const headers of [{}, { authorization: 'Bearer made-up' }, { authorization: 'Basic YTpi' }]) {
      const answer = await api.send(method, path, { ...body, headers });
      expect(answer).toMatchObject({
        status: 401,
        json: { code: 'ERROR_CODE_UNAUTHORIZED', message: expect.any(String) },
        headers: { 'www-authenticate': 'Bearer' },
      });
    }
  });

  test('a user is created, read, listed, changed and deleted', async () => {
    const clock = manualClock(1_700_000_000_000);
    await using api = await start({ clock });
    const token = await operatorToken(api);
    const created = await api.send('POST', '/user', { token, body: { ...ada, phone: '+33 1 23', id: 99 } });
    const user = { id: 2, created_at: 1_700_000_000_000, name: ada.name, email: ada.email };
    expect(created.status).toBe(200);
    expect(created.json).toEqual(user);
    expect((await api.send('GET', '/user/2', { token })).json).toEqual(user);
    expect((await api.send('GET', '/user', { token })).json).toEqual([user]);

    const changed = await api.send('PATCH', '/user/2', {
      token,
      body: { name: 'Ada Moreau', password: 'new' },
    });
    expect(changed.json).toEqual({ ...user, name: 'Ada Moreau' });
    const login = (password: string) =>
      api.send('POST', '/auth/login', { body: { email: ada.email, password } });
    expect((await login('new')).status).toBe(200);
    expect((await login(ada.password)).status).toBe(403);

    expect(await api.send('DELETE', '/user/2', { token })).toMatchObject({ status: 200, text: '{}' });
    expect((await api.send('GET', '/user/2', { token })).status).toBe(404);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test("a deleted user's token is worth nothing", async () => {
    await using api = await start();
    const { json } = await api.send('POST', '/auth/signup', { body: ada });
    await api.send('DELETE', '/user/2', { token: json.authToken });
    expect((await api.send('GET', '/auth/me', { token: json.authToken })).status).toBe(401);
  });

  test('a user without a password exists but cannot log in', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    await api.send('POST', '/user', { token, body: { name: 'Bob', email: 'bob@example.com' } });
    expect(
      (await api.send('POST', '/auth/login', { body: { email: 'bob@example.com', password: '' } })).status,
    ).toBe(403);
    expect(api.counts().users).toBe(1);
  });

  test.each([undefined, 400, 403, 409] as const)(
    'a taken e-mail is refused, with duplicateStatus %s',
    async (status) => {
      await using api = await start({ duplicateStatus: status });
      const token = await operatorToken(api);
      await api.send('POST', '/user', { token, body: ada });
      await api.send('POST', '/user', { token, body: { ...ada, email: 'other@example.com' } });
      const refusal = {
        status: status ?? 409,
        json: { code: 'ERROR_CODE_DUPLICATE_RECORD', message: 'Duplicate record detected.' },
      };
      const again = { ...ada, email: 'ADA@example.com' };
      expect(await api.send('POST', '/user', { token, body: again })).toMatchObject(refusal);
      expect(await api.send('POST', '/auth/signup', { body: again })).toMatchObject(refusal);
      expect(await api.send('PATCH', '/user/3', { token, body: { email: ada.email } })).toMatchObject(
        refusal,
      );
      expect(api.counts().users).toBe(2);
    },
  );

  test('the operator may do everything, is counted and listed nowhere, and cannot be changed or deleted', async () => {
    const operator = { email: 'boss@example.com', password: 'hunter22' };
    await using api = await start({ operator });
    const { json } = await api.send('POST', '/auth/login', { body: operator });
    const token = json.authToken;
    const me = (await api.send('GET', '/auth/me', { token })).json;
    expect(me.email).toBe(operator.email);
    expect((await api.send('GET', '/user', { token })).json).toEqual([]);
    expect(api.counts().users).toBe(0);
    expect((await api.send('DELETE', `/user/${me.id}`, { token })).status).toBe(403);
    expect((await api.send('PATCH', `/user/${me.id}`, { token, body: { name: 'x' } })).status).toBe(403);
    expect((await api.send('POST', '/auth/signup', { body: { ...operator, name: 'x' } })).status).toBe(409);
    expect((await api.send('POST', '/auth/login', { body: demoOperator })).status).toBe(403);
  });

  test('the static token is the operator and never expires', async () => {
    const clock = manualClock();
    await using api = await start({ token: 'standing-token', tokenTtl: 1, clock });
    clock.advance(1e12);
    const me = await api.send('GET', '/auth/me', { token: 'standing-token' });
    expect(me.json.email).toBe(demoOperator.email);
  });

  test('a token expires after tokenTtl, and a new login works', async () => {
    const clock = manualClock();
    await using api = await start({ tokenTtl: 60_000, clock });
    const token = await operatorToken(api);
    clock.advance(59_999);
    expect((await api.send('GET', '/user', { token })).status).toBe(200);
    clock.advance(1);
    const expired = await api.send('GET', '/user', { token });
    expect(expired).toMatchObject({ status: 401, json: { message: 'This token is expired.' } });
    expect((await api.send('GET', '/user', { token: await operatorToken(api) })).status).toBe(200);
  });

  test('a VM is created, read, listed, changed and deleted', async () => {
    const clock = manualClock(1_700_000_000_000);
    await using api = await start({ clock });
    const token = await operatorToken(api);
    await api.send('POST', '/user', { token, body: ada });
    const created = await api.send('POST', '/vm', { token, body: vmOf(2) });
    const vm = { id: 1, created_at: 1_700_000_000_000, ...vmOf(2) };
    expect(created.status).toBe(200);
    expect(created.json).toEqual(vm);
    expect((await api.send('GET', '/vm/1', { token })).json).toEqual(vm);
    expect((await api.send('GET', '/vm', { token })).json).toEqual([vm]);
    const changed = await api.send('PATCH', '/vm/1', { token, body: { ram_gb: 8, status: 'paused' } });
    expect(changed.json).toEqual({ ...vm, ram_gb: 8, status: 'paused' });
    expect(await api.send('DELETE', '/vm/1', { token })).toMatchObject({ status: 200, text: '{}' });
    expect(api.counts().vms).toBe(0);
  });

  test('a VM is attached to another user and stopped', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    for (const email of ['a@example.com', 'b@example.com'])
      await api.send('POST', '/user', { token, body: { name: 'x', email } });
    await api.send('POST', '/vm', { token, body: vmOf(2) });
    const attached = await api.send('POST', '/Attach_VM_to_user', { token, body: { vm_id: 1, user_id: 3 } });
    expect(attached.json).toMatchObject({ id: 1, user_id: 3, status: 'running' });
    for (const _ of ['once', 'twice']) {
      const stopped = await api.send('POST', '/Stop_VM', { token, body: { vm_id: 1 } });
      expect(stopped).toMatchObject({ status: 200, json: { id: 1, user_id: 3, status: 'stopped' } });
    }
  });

  test('what does not exist is 404, and nothing is made', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    await api.send('POST', '/user', { token, body: ada });
    await api.send('POST', '/vm', { token, body: vmOf(2) });
    const before = (await api.send('GET', '/vm', { token })).text;
    const calls: [string, string, unknown?][] = [
      ['GET', '/user/77'],
      ['PATCH', '/user/77', { name: 'x' }],
      ['DELETE', '/user/77'],
      ['GET', '/vm/77'],
      ['PATCH', '/vm/77', { ram_gb: 1 }],
      ['DELETE', '/vm/77'],
      ['POST', '/vm', vmOf(77)],
      ['PATCH', '/vm/1', { user_id: 77 }],
      ['POST', '/Attach_VM_to_user', { vm_id: 77, user_id: 2 }],
      ['POST', '/Attach_VM_to_user', { vm_id: 1, user_id: 77 }],
      ['POST', '/Stop_VM', { vm_id: 77 }],
      ['GET', '/user/abc'],
      ['GET', '/user/0'],
      ['GET', '/nothing'],
      ['PUT', '/user/2', {}],
    ];
    for (const [method, path, body] of calls) {
      const answer = await api.send(method, path, { token, body });
      expect(answer, `${method} ${path}`).toMatchObject({
        status: 404,
        json: { code: 'ERROR_CODE_NOT_FOUND', message: expect.any(String) },
      });
    }
    expect((await api.send('GET', '/vm', { token })).text).toBe(before);
  });

  test('a user who owns VMs is not deleted, unless strictDelete is off: then the VMs stay', async () => {
    for (const strictDelete of [undefined, false]) {
      await using api = await start({ strictDelete });
      const token = await operatorToken(api);
      await api.send('POST', '/user', { token, body: ada });
      await api.send('POST', '/vm', { token, body: vmOf(2) });
      const deleted = await api.send('DELETE', '/user/2', { token });
      if (strictDelete === false) {
        expect(deleted.status).toBe(200);
        expect(api.counts()).toEqual({ users: 0, vms: 1 });
      } else {
        expect(deleted).toMatchObject({ status: 409, json: { code: 'ERROR_CODE_CONFLICT' } });
        await api.send('DELETE', '/vm/1', { token });
        expect((await api.send('DELETE', '/user/2', { token })).status).toBe(200);
      }
    }
  });
});
