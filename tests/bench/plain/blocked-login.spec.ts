import { expect, type Page } from '@playwright/test';
import { ERROR, expectMessage, expectPage, LOGIN, login, openLogin, SIGNED_IN, signIn } from './pages.ts';
import type { Person } from './people.ts';
import { test } from './stage.ts';

const GENERIC = 'Invalid username or password.';

async function expectRefused(page: Page): Promise<void> {
  await expectPage(page, LOGIN);
  await expectMessage(page, GENERIC);
}

async function lock(page: Page, portal: string, person: Person): Promise<void> {
  await openLogin(page, portal);
  for (const password of ['wrong', 'wrong', 'wrong', person.password]) {
    await login(page, person, password);
    await expectRefused(page);
  }
}

test('a disabled account is told so', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('disabled'));
  await expectPage(page, LOGIN);
  await expectMessage(page, 'Account is disabled, contact your administrator.');
});

test('an unknown name is answered like a wrong password', async ({ page, stage, person }) => {
  const contractor = person('contractor');
  await signIn(page, stage.portal, { ...contractor, username: 'nobody.of.that.name' });
  await expectRefused(page);
  await login(page, contractor);
  await expectPage(page, SIGNED_IN);
});

test('a person who may not enter is told so', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('denied'));
  await expectPage(page, ERROR);
  await expectMessage(page, 'Access denied');
});

test('a mistyped password is corrected on the same page', async ({ page, stage, person }) => {
  const contractor = person('contractor');
  await openLogin(page, stage.portal);
  await login(page, contractor, 'wrong');
  await expectRefused(page);
  await login(page, contractor);
  await expectPage(page, SIGNED_IN);
});

test('a lock is not told from a wrong password', async ({ page, stage, person }) => {
  await lock(page, stage.portal, person('contractor'));
});

test('a refused sign-in leaves no session behind', async ({ page, stage, person }) => {
  const denied = person('denied');
  await signIn(page, stage.portal, denied);
  await expectPage(page, ERROR);
  await page.goto(`${stage.portal}/account`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await signIn(page, stage.portal, denied);
  await expectPage(page, ERROR);
});

test('a lifted lock lets the same person in again', async ({ page, stage, person }) => {
  const contractor = person('contractor');
  await lock(page, stage.portal, contractor);
  stage.provider.clearFailures(contractor.username);
  await signIn(page, stage.portal, contractor);
  await expectPage(page, SIGNED_IN);
});
