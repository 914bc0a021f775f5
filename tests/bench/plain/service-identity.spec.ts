import { expect, type Page } from '@playwright/test';
import { expectMessage, expectPage, LOGIN, login, openLogin, SIGNED_IN, signIn } from './pages.ts';
import type { Person } from './people.ts';
import { test } from './stage.ts';

const KIND = 'service-identity';

async function expectRefusals(page: Page, identity: Person, passwords: readonly string[]): Promise<void> {
  for (const password of passwords) {
    await login(page, identity, password);
    await expectPage(page, LOGIN);
    await expectMessage(page, 'Invalid username or password.');
  }
}

test('a service account is kept out of the browser login', async ({ page, stage, person }) => {
  const identity = person(KIND);
  await openLogin(page, stage.portal);
  await expectRefusals(page, identity, [identity.password, identity.password]);
});

test('an empty password opens no other page', async ({ page, stage, person }) => {
  const identity = person(KIND);
  await openLogin(page, stage.portal);
  await expectRefusals(page, identity, ['', identity.password]);
});

test('repeated attempts keep being refused', async ({ page, stage, person }) => {
  const identity = person(KIND);
  await openLogin(page, stage.portal);
  await expectRefusals(page, identity, ['wrong', identity.password]);
  await openLogin(page, stage.portal);
  await expectRefusals(page, identity, [identity.password, identity.password]);
});

test('its client cannot ask for a browser login', async ({ page, stage }) => {
  const query = new URLSearchParams({ client_id: 'nightly-import', response_type: 'code', scope: 'openid' });
  await page.goto(stage.portal);
  await page.goto(`${stage.provider.issuer}/protocol/openid-connect/auth?${query}`);
  await expect(page.locator('#kc-error-message')).toBeVisible();
  await expect(page.locator('input[type=password]')).toHaveCount(0);
});

test('a person signs in at the same browser as usual', async ({ page, stage, person }) => {
  const identity = person(KIND);
  await openLogin(page, stage.portal);
  await expectRefusals(page, identity, [identity.password, identity.password]);
  await page.goto(`${stage.portal}/account`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await signIn(page, stage.portal, person('contractor'));
  await expectPage(page, SIGNED_IN);
});
