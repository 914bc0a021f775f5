import { expect, flow, test } from '../../src/test.ts';

const FLOW = 'FLOW-AUTH-BREAKGLASS-001';
const UAT = { matrix_id: 'UAT-AUTH-009' };
const EMERGENCY = { contract: 'mfa-rollout', persona: 'break-glass', journey: 'callback' };

test('the emergency account needs no second factor', flow(FLOW, 'happy', UAT), async ({ journey, evidence }) => {
  await journey.run(EMERGENCY);
  await evidence('portal after the emergency sign-in');
});

test('it is never asked to set one up', flow(FLOW, 'empty', UAT), async ({ journey }) => {
  const { observed } = await journey.run(EMERGENCY);
  expect(observed.steps.map(({ state }) => state)).not.toContain('mfa_enrollment');
});

test('it is not exempt from the lock', flow(FLOW, 'blocked', UAT), async ({ journey }) => {
  const deviate = { wrong: { password: 3 } };
  await journey.run({ ...EMERGENCY, journey: 'blocked', deviate, expected: ['login', 'blocked/login'] });
});

test('a wrong password is refused with the usual words', flow(FLOW, 'negative', UAT), async ({ journey }) => {
  const { observed } = await journey.run({ ...EMERGENCY, deviate: { wrong: { password: 1 } } });
  expect(observed.steps.map(({ message }) => message)).toContain('Invalid username or password.');
});

test('after sign-out the password is asked again', flow(FLOW, 'cleanup', UAT), async ({ journey }) => {
  await journey.run(EMERGENCY);
  await journey.signOut();
  await journey.run(EMERGENCY);
});
