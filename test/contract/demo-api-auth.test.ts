import { describe, expect, test } from 'vitest';
import { demoOperator } from '../../src/demo/index.ts';
import { implementations, manualClock, operatorToken } from './demo-api-targets.ts';

const ada = { name: 'Ada Lefèvre', email: 'ada@example.com', password: 'correct horse' };

describe.each(implementations)('accounts and tokens, $name', ({ start }) => {
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
});
