import { test } from 'seedbed/vitest';
import { describe, expect } from 'vitest';

describe('machines of a user', { meta: { seed: { users: 2, vms: 6 } } }, () => {
  test('are listed for their owner alone', async ({ dataset }) => {
    const [owner] = dataset.users;
    const listed = (await dataset.as(owner).get('/vm')) as { id: number }[];
    const mine = dataset.vms.of(owner).map(({ id }) => id);
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(mine));
  });
});

describe('stopping', {
  meta: { seed: { users: 1, vms: { count: 1, traits: ['running'] }, scope: 'test' } },
}, () => {
  test('changes the status', async ({ dataset }) => {
    const api = dataset.as(dataset.users.one());
    const [machine] = dataset.vms;
    await api.post('/Stop_VM', { vm_id: machine.id });
    expect(await api.get(`/vm/${machine.id}`)).toMatchObject({ status: 'stopped' });
  });
});
