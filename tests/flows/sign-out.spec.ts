import { expect, flow, test } from '../../src/test.ts';

const FLOW = 'FLOW-AUTH-SIGNOUT-001';
const UAT = { matrix_id: 'UAT-AUTH-010' };
const PERSON = { contract: 'mfa-rollout', persona: 'contractor', journey: 'callback' };

test('sign-out ends at the signed-out page', flow(FLOW, 'happy', UAT), async ({ journey, page, evidence }) => {
  await journey.run(PERSON);
  await journey.signOut();
  await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  await evidence('signed out');
});

test('sign-out without a session is harmless', flow(FLOW, 'empty', UAT), async ({ journey, page }) => {
  await journey.open(PERSON);
  await journey.signOut();
  await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible();
});

test('the signed-in page cannot be opened any more', flow(FLOW, 'blocked', UAT), async ({ journey, page }) => {
  await journey.run(PERSON);
  await journey.signOut();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Signed in' })).toHaveCount(0);
  await page.goto(`${journey.application}/account`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('the same browser can sign in again', flow(FLOW, 'recovery', UAT), async ({ journey }) => {
  await journey.run(PERSON);
  await journey.signOut();
  await journey.run(PERSON);
});

test('an unknown return address is refused', flow(FLOW, 'negative', UAT), async ({ journey, page, evidence }) => {
  await journey.run(PERSON);
  const query = new URLSearchParams({ client_id: 'portal', post_logout_redirect_uri: 'http://127.0.0.1/elsewhere' });
  await page.goto(`${journey.issuer}/protocol/openid-connect/logout?${query}`);
  await expect(page.locator('#kc-error-message')).toBeVisible();
  await evidence('refused return address');
});

test('the provider has forgotten the session as well', flow(FLOW, 'cleanup', UAT), async ({ journey, page }) => {
  await journey.run(PERSON);
  await journey.signOut();
  await journey.run({ ...PERSON, params: { prompt: 'none' }, expected: ['callback_error'] });
  await expect(page.getByText('PORTAL-CALLBACK-LOGIN-REQUIRED')).toBeVisible();
});
