import { describe, expect, test } from 'vitest';
import { implementations, manualClock, operatorToken, vmOf } from './demo-api-targets.ts';

const ada = { name: 'Ada Lefèvre', email: 'ada@example.com', password: 'correct horse' };

describe.each(implementations)('users and virtual machines, $name', ({ start }) => {
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
