import { expect, test } from '../../src/playwright/index.ts';

test.use({ seed: { users: 3, vms: { count: 6, traits: ['running'] } } });

test('refuses a wrong password and says so', async ({ page, dataset }) => {
  const { origin } = new URL(process.env.DEMO_API_BASE_URL ?? '');
  await page.goto(origin);
  await page.getByLabel('Email').fill(dataset.credentials(dataset.users.one()).email);
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('Invalid Credentials');
  await expect(page.getByLabel('Password')).toBeVisible();
});

test('shows a user their machines, and stops one', async ({ page, dataset }) => {
  const owner = dataset.users.one();
  const [first] = dataset.vms.of(owner);
  await dataset.signIn(page, owner);
  await expect(page.getByRole('heading', { name: owner.name })).toBeVisible();
  await expect(page.getByRole('table', { name: 'My virtual machines' })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(3);
  const row = page.getByRole('row', { name: String(first?.name) });
  await expect(row).toContainText('running');
  await page.getByRole('button', { name: `Stop ${first?.name}` }).click();
  await expect(row).toContainText('stopped');
  await expect(page.getByRole('button', { name: `Stop ${first?.name}` })).toHaveCount(0);
});

test('lists the users on a tab of its own', async ({ page, dataset }) => {
  await dataset.signIn(page, dataset.users.one());
  await page.getByRole('tab', { name: 'Users' }).click();
  const table = page.getByRole('table', { name: 'Users' });
  for (const { email } of dataset.users) await expect(table.getByRole('row', { name: email })).toBeVisible();
});

test('stays signed in over a reload, and signs out', async ({ page, dataset }) => {
  const user = dataset.users.one();
  await dataset.signIn(page, user);
  await page.reload();
  await expect(page.getByRole('heading', { name: user.name })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Password')).toBeVisible();
});

test('signs one user in after another on the same page', async ({ page, dataset }) => {
  const [first, second] = dataset.users;
  for (const user of [first, second]) {
    if (user === undefined) throw new Error('seeded three users');
    await dataset.signIn(page, user);
    await expect(page.getByRole('heading', { name: user.name })).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(dataset.vms.of(user).length + 1);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('fits the width', async ({ page, dataset }) => {
    await dataset.signIn(page, dataset.users.one());
    await expect(page.getByRole('row')).toHaveCount(3);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
  });
});
