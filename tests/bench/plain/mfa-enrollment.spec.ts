import { expect } from '@playwright/test';
import { answerOtp, expectMessage, expectPage, SET_UP, SIGNED_IN, setUp, signIn } from './pages.ts';
import { nextCode } from './people.ts';
import { test } from './stage.ts';

test('a first sign-in sets up an authenticator', async ({ page, stage, person }) => {
  const newcomer = person('staff-first-login');
  await signIn(page, stage.portal, newcomer);
  await setUp(page, newcomer.used);
  await expectPage(page, SIGNED_IN);
});

test('whoever cannot scan the picture opens the text key', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('staff-first-login'));
  await expectPage(page, SET_UP);
  await page.getByText('Unable to scan?').click();
  await expect(page.locator('#kc-totp-secret-key')).toBeVisible();
});

test('leaving the set-up page leads to no session', async ({ page, stage, person }) => {
  const newcomer = person('staff-first-login');
  await signIn(page, stage.portal, newcomer);
  await expectPage(page, SET_UP);
  await page.goto(`${stage.portal}/account`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await signIn(page, stage.portal, newcomer);
  await expectPage(page, SET_UP);
});

test('a mistyped first code is corrected on the same page', async ({ page, stage, person }) => {
  const newcomer = person('staff-first-login');
  await signIn(page, stage.portal, newcomer);
  await setUp(page, newcomer.used, '000000');
  await expectMessage(page, 'Invalid authenticator code.');
  await setUp(page, newcomer.used);
  await expectPage(page, SIGNED_IN);
});

test('whoever is outside the rollout sets up nothing', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('contractor'));
  await expectPage(page, SIGNED_IN);
});

test('the next sign-in asks for a code of the new device', async ({ page, stage, person }) => {
  const newcomer = person('staff-first-login');
  await signIn(page, stage.portal, newcomer);
  const key = await setUp(page, newcomer.used);
  await expectPage(page, SIGNED_IN);
  await page.goto(`${stage.portal}/sign-out`);
  await signIn(page, stage.portal, newcomer);
  await answerOtp(page, nextCode(key, newcomer.used));
  await expectPage(page, SIGNED_IN);
});
