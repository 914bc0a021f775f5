import { expect } from '@playwright/test';
import { expectPage, FAILED, SIGNED_IN, signIn } from './pages.ts';
import { test } from './stage.ts';

const SIGNED_OUT = { name: 'Signed out' };

test('sign-out ends at the signed-out page', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('contractor'));
  await expectPage(page, SIGNED_IN);
  await page.goto(`${stage.portal}/sign-out`);
  await expect(page.getByRole('heading', SIGNED_OUT)).toBeVisible();
});

test('sign-out without a session is harmless', async ({ page, stage }) => {
  await page.goto(stage.portal);
  await page.goto(`${stage.portal}/sign-out`);
  await expect(page.getByRole('heading', SIGNED_OUT)).toBeVisible();
});

test('the signed-in page cannot be opened any more', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('contractor'));
  await expectPage(page, SIGNED_IN);
  await page.goto(`${stage.portal}/sign-out`);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Signed in' })).toHaveCount(0);
  await page.goto(`${stage.portal}/account`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('the same browser can sign in again', async ({ page, stage, person }) => {
  const contractor = person('contractor');
  await signIn(page, stage.portal, contractor);
  await expectPage(page, SIGNED_IN);
  await page.goto(`${stage.portal}/sign-out`);
  await signIn(page, stage.portal, contractor);
  await expectPage(page, SIGNED_IN);
});

test('an unknown return address is refused', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('contractor'));
  await expectPage(page, SIGNED_IN);
  const query = new URLSearchParams({ client_id: 'portal', post_logout_redirect_uri: 'http://127.0.0.1/elsewhere' });
  await page.goto(`${stage.provider.issuer}/protocol/openid-connect/logout?${query}`);
  await expect(page.locator('#kc-error-message')).toBeVisible();
});

test('the provider has forgotten the session as well', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('contractor'));
  await expectPage(page, SIGNED_IN);
  await page.goto(`${stage.portal}/sign-out`);
  await page.goto(`${stage.portal}/sign-in?prompt=none`);
  await expectPage(page, FAILED);
  await expect(page.getByText('PORTAL-CALLBACK-LOGIN-REQUIRED')).toBeVisible();
});
