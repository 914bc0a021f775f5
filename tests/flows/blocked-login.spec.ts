import { expect, flow, test } from '../../src/test.ts';

const FLOW = 'FLOW-AUTH-BLOCKED-001';
const [DISABLED, DENIED, LOCKED] = ['UAT-AUTH-005', 'UAT-AUTH-006', 'UAT-AUTH-007'].map((matrix_id) => ({ matrix_id }));
const GENERIC = 'Invalid username or password.';
const REFUSED = { contract: 'mfa-rollout', journey: 'blocked' };
const ADMITTED = { contract: 'mfa-rollout', persona: 'contractor', journey: 'callback' };
const LOCKING = {
  ...REFUSED,
  persona: 'contractor',
  deviate: { wrong: { password: 3 } },
  expected: ['login', 'blocked/login'],
};

test('a disabled account is told so', flow(FLOW, 'happy', DISABLED), async ({ journey, evidence }) => {
  const { observed } = await journey.run({ ...REFUSED, persona: 'disabled' });
  expect(observed.steps.at(-1)?.message).toBe('Account is disabled, contact your administrator.');
  await evidence('sign-in page of a disabled account');
});

test('an unknown name is answered like a wrong password', flow(FLOW, 'empty', DISABLED), async ({ journey }) => {
  const { observed } = await journey.run({ ...ADMITTED, deviate: { wrong: { username: 1 } } });
  expect(observed.steps.map(({ message }) => message)).toContain(GENERIC);
});

test('a person who may not enter is told so', flow(FLOW, 'blocked', DENIED), async ({ journey, evidence }) => {
  await journey.run({ ...REFUSED, persona: 'denied' });
  await evidence('access denied');
});

test('a mistyped password is corrected on the same page', flow(FLOW, 'recovery', LOCKED), async ({ journey }) => {
  await journey.run({ ...ADMITTED, deviate: { wrong: { password: 1 } } });
});

test('a lock is not told from a wrong password', flow(FLOW, 'negative', LOCKED), async ({ journey }) => {
  const { observed } = await journey.run(LOCKING);
  expect(new Set(observed.steps.slice(1).map(({ message }) => message))).toEqual(new Set([GENERIC]));
});

test('a refused sign-in leaves no session behind', flow(FLOW, 'cleanup', DENIED), async ({ journey, page }) => {
  await journey.run({ ...REFUSED, persona: 'denied' });
  await page.goto(`${journey.application}/account`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await journey.run({ ...REFUSED, persona: 'denied' });
});

test('a lifted lock lets the same person in again', flow(FLOW, 'cleanup', LOCKED), async ({ journey }) => {
  await journey.run(LOCKING);
  await journey.unlock(ADMITTED);
  await journey.run(ADMITTED);
});
