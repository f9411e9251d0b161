import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
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
    expect(await page.evaluate(overflow)).toBe(0);
  });
});

/** What axe finds that keeps somebody from using the page. It is put in by the debugger's way, for the page lets no other script run. */
async function seriousFindings(page: Page): Promise<readonly string[]> {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

for (const [locale, colorScheme] of [
  ['fr-FR', 'light'],
  ['en-US', 'dark'],
] as const)
  test.describe(`in ${locale}, ${colorScheme}, at 320 pixels`, () => {
    // One machine is stopped, so each has its own.
    test.use({ seed: { users: 3, vms: { count: 6, traits: ['running'] }, scope: 'test' } });
    test.use({ locale, colorScheme, viewport: { width: 320, height: 640 }, bypassCSP: true });
    const isFrench = locale === 'fr-FR';
    const [email, password, signIn, users, status, stop] = isFrench
      ? ['Adresse e-mail', 'Mot de passe', 'Se connecter', 'Utilisateurs', 'en marche', 'Arrêter']
      : ['Email', 'Password', 'Sign in', 'Users', 'running', 'Stop'];

    test('fits, speaks the language and hinders nobody', async ({ page, dataset }, testInfo) => {
      const owner = dataset.users.one();
      const { origin } = new URL(process.env.DEMO_API_BASE_URL ?? '');
      const looksRight = async (name: string): Promise<void> => {
        expect(await page.evaluate(overflow)).toBe(0);
        expect(await seriousFindings(page)).toEqual([]);
        await page.screenshot({ path: testInfo.outputPath(`${name}.png`), fullPage: true });
      };
      await page.goto(origin);
      await expect(page.getByRole('heading', { name: signIn })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', isFrench ? 'fr' : 'en');
      await page.getByLabel(email).fill(dataset.credentials(owner).email);
      await page.getByLabel(password).fill('wrong');
      await page.getByRole('button', { name: signIn }).click();
      await expect(page.getByRole('alert')).not.toBeEmpty();
      await looksRight('sign-in');

      await page.getByLabel(password).fill(dataset.credentials(owner).password);
      await page.getByRole('button', { name: signIn }).click();
      await expect(page.getByRole('heading', { name: owner.name })).toBeVisible();
      await expect(page.getByRole('row', { name: status })).toHaveCount(2);
      await looksRight('machines');
      await page.getByRole('button', { name: stop }).first().click();
      await expect(page.getByRole('row', { name: status })).toHaveCount(1);

      await page.getByRole('tab', { name: users }).click();
      await expect(
        page.getByRole('table', { name: users }).getByRole('row', { name: owner.email }),
      ).toBeVisible();
      await looksRight('users');
    });
  });

test('?lang= wins over the browser', async ({ page }) => {
  await page.goto(`${new URL(process.env.DEMO_API_BASE_URL ?? '').origin}/?lang=fr`);
  await expect(page.getByRole('button', { name: 'Se connecter' })).toBeVisible();
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});
