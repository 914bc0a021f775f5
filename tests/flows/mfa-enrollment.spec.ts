import { expect, flow, test } from '../../src/test.ts';

const FLOW = 'FLOW-AUTH-ENROLL-001';
const UAT = { matrix_id: 'UAT-AUTH-003' };
const NEWCOMER = { contract: 'mfa-rollout', persona: 'staff-first-login', journey: 'mfa-enrollment' };
const SET_UP = 'login-config-totp';

test('a first sign-in sets up an authenticator', flow(FLOW, 'happy', UAT), async ({ journey, evidence }) => {
  await journey.run(NEWCOMER);
  await evidence('portal after the set-up');
});

test(
  'whoever cannot scan the picture opens the text key',
  flow(FLOW, 'empty', UAT),
  async ({ journey, page, evidence }) => {
    await journey.run({ ...NEWCOMER, until: SET_UP });
    await page.getByText('Unable to scan?').click();
    await expect(page.locator('#kc-totp-secret-key')).toBeVisible();
    await evidence('set-up with the text key');
  },
);

test('leaving the set-up page leads to no session', flow(FLOW, 'blocked', UAT), async ({ journey, page }) => {
  await journey.run({ ...NEWCOMER, until: SET_UP });
  await page.goto(`${journey.application}/account`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await journey.run({ ...NEWCOMER, until: SET_UP });
});

test('a mistyped first code is corrected on the same page', flow(FLOW, 'recovery', UAT), async ({ journey }) => {
  const { observed } = await journey.run({ ...NEWCOMER, deviate: { wrong: { enroll: 1 } } });
  expect(observed.steps.map(({ message }) => message)).toContain('Invalid authenticator code.');
});

test('whoever is outside the rollout sets up nothing', flow(FLOW, 'negative', UAT), async ({ journey }) => {
  await journey.run({ contract: 'mfa-rollout', persona: 'contractor', journey: 'callback' });
});

test('the next sign-in asks for a code of the new device', flow(FLOW, 'cleanup', UAT), async ({ journey }) => {
  await journey.run(NEWCOMER);
  await journey.signOut();
  const expected = ['login', 'mfa_challenge/login-otp', 'callback'];
  await journey.run({ ...NEWCOMER, journey: 'mfa-challenge', expected });
});
