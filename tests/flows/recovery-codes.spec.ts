import { expect, flow, test } from '../../src/test.ts';

const FLOW = 'FLOW-AUTH-RECOVERY-001';
const UAT = { matrix_id: 'UAT-AUTH-004' };
const CODES = { contract: 'mfa-rollout', persona: 'staff-with-recovery-codes', journey: 'recovery-codes' };
const [OTP, RECOVERY] = ['login-otp', 'login-recovery-authn-code-input'] as const;

test('a recovery code stands in for the lost phone', flow(FLOW, 'happy', UAT), async ({ journey, evidence }) => {
  await journey.run(CODES);
  await evidence('portal after the recovery code');
});

test('whoever has no codes is not offered them', flow(FLOW, 'empty', UAT), async ({ journey, page }) => {
  await journey.run({ ...CODES, persona: 'staff-with-otp', until: OTP });
  await expect(page.getByText('Try Another Way')).toHaveCount(0);
});

test('three wrong recovery codes lock the account', flow(FLOW, 'blocked', UAT), async ({ journey }) => {
  await journey.run({
    ...CODES,
    deviate: { wrong: { recovery: 3 } },
    expected: ['login', `mfa_challenge/${RECOVERY}`, `blocked/${RECOVERY}`],
  });
});

test('whoever has both changes over on the challenge page', flow(FLOW, 'recovery', UAT), async ({ journey }) => {
  await journey.run({
    ...CODES,
    persona: 'staff-with-both',
    deviate: { try_another_way: { [OTP]: 1 }, choose: ['Recovery Authentication Code'] },
    expected: ['login', `mfa_challenge/${OTP}`, 'select_authenticator', `mfa_challenge/${RECOVERY}`, 'callback'],
  });
});

test('a wrong recovery code is refused on the same page', flow(FLOW, 'negative', UAT), async ({ journey }) => {
  const { observed } = await journey.run({ ...CODES, deviate: { wrong: { recovery: 1 } } });
  expect(observed.steps.map(({ message }) => message)).toContain('Invalid recovery authentication code');
});

test('a used code is spent, the next sign-in takes the next', flow(FLOW, 'cleanup', UAT), async ({ journey }) => {
  await journey.run(CODES);
  await journey.signOut();
  await journey.run(CODES);
});
