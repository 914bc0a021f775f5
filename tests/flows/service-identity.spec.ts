import { expect, flow, test } from '../../src/test.ts';

const FLOW = 'FLOW-AUTH-SERVICE-001';
const UAT = { matrix_id: 'UAT-AUTH-008' };
const IDENTITY = { contract: 'mfa-rollout', persona: 'service-identity', journey: 'blocked' };

test('a service account is kept out of the browser login', flow(FLOW, 'happy', UAT), async ({ journey, evidence }) => {
  await journey.run(IDENTITY);
  await evidence('refused service account');
});

test('an empty password opens no other page', flow(FLOW, 'empty', UAT), async ({ journey }) => {
  await journey.run({ ...IDENTITY, deviate: { empty: { password: 1 } } });
});

test('repeated attempts keep being refused', flow(FLOW, 'blocked', UAT), async ({ journey }) => {
  await journey.run({ ...IDENTITY, deviate: { wrong: { password: 1 } } });
  await journey.run(IDENTITY);
});

test('its client cannot ask for a browser login', flow(FLOW, 'negative', UAT), async ({ journey, page, evidence }) => {
  await journey.open(IDENTITY);
  const query = new URLSearchParams({ client_id: 'nightly-import', response_type: 'code', scope: 'openid' });
  await page.goto(`${journey.issuer}/protocol/openid-connect/auth?${query}`);
  await expect(page.locator('#kc-error-message')).toBeVisible();
  await expect(page.locator('input[type=password]')).toHaveCount(0);
  await evidence('refused client');
});

test('a person signs in at the same browser as usual', flow(FLOW, 'cleanup', UAT), async ({ journey, page }) => {
  await journey.run(IDENTITY);
  await page.goto(`${journey.application}/account`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await journey.run({ ...IDENTITY, persona: 'contractor', journey: 'callback' });
});
