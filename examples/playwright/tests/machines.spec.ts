import { expect, test } from 'seedbed/playwright';

test.use({ seed: { users: 2, vms: { count: 4, traits: ['running'] } } });

test('a person sees their own machines', async ({ page, dataset }) => {
  const [owner, neighbour] = dataset.users;
  await dataset.signIn(page, owner);
  for (const { name } of dataset.vms.of(owner)) await expect(page.getByRole('row', { name })).toBeVisible();
  for (const { name } of dataset.vms.of(neighbour))
    await expect(page.getByRole('row', { name })).toHaveCount(0);
});

test.describe('tests that change their data', () => {
  test.use({ seed: { users: 1, vms: { count: 1, traits: ['running'] }, scope: 'test' } });

  test('a machine can be stopped', async ({ page, dataset }) => {
    const [machine] = dataset.vms;
    await dataset.signIn(page, dataset.users.one());
    await page.getByRole('button', { name: `Stop ${machine.name}` }).click();
    await expect(page.getByRole('row', { name: machine.name })).toContainText('stopped');
  });
});
