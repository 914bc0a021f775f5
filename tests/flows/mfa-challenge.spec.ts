import { expect, flow, test } from '../../src/test.ts';

const FLOW = 'FLOW-AUTH-MFA-001';
const UAT = { matrix_id: 'UAT-AUTH-001' };
const STAFF = { contract: 'mfa-rollout', persona: 'staff-with-otp', journey: 'mfa-challenge' };

test('a staff member with a phone passes the challenge', flow(FLOW, 'happy', UAT), async ({ journey, evidence }) => {
  await journey.run({ ...STAFF, until: 'callback' });
  await evidence('portal after the challenge');
});

test('without a second factor the set-up comes first', flow(FLOW, 'empty', UAT), async ({ journey }) => {
  await journey.run({ contract: 'mfa-rollout', persona: 'staff-first-login', journey: 'mfa-enrollment' });
});

test(
  'three wrong codes lock the account',
  flow(FLOW, 'blocked', { matrix_id: 'UAT-AUTH-002' }),
  async ({ journey }) => {
    await journey.run({
      ...STAFF,
      deviate: { wrong: { otp: 3 } },
      expected: ['login', 'mfa_challenge/login-otp', 'blocked/login-otp'],
    });
    await journey.run({ ...STAFF, journey: 'blocked', expected: ['login', 'blocked/login'] });
  },
);

test('a mistyped code is corrected on the same page', flow(FLOW, 'recovery', UAT), async ({ journey }) => {
  const { observed } = await journey.run({ ...STAFF, deviate: { wrong: { otp: 1 } } });
  expect(observed.steps.map(({ message }) => message)).toContain('Invalid authenticator code.');
});

test(
  'a callback of another browser opens no session',
  flow(FLOW, 'negative', UAT),
  async ({ journey, page, evidence }) => {
    await journey.run({ ...STAFF, until: 'login-otp' });
    const borrowed = new URLSearchParams({ code: 'borrowed', state: 'borrowed', iss: journey.issuer });
    await page.goto(`${journey.application}/callback?${borrowed}`);
    await expect(page.getByText('PORTAL-STATE-MISMATCH')).toBeVisible();
    await evidence('refused callback');
  },
);

test('after sign-out the challenge is asked again', flow(FLOW, 'cleanup', UAT), async ({ journey }) => {
  await journey.run(STAFF);
  await journey.signOut();
  await journey.run(STAFF);
});
