import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CREDENTIALS, journey, journeys, realm, user } from './realm-kit.ts';

const who = user('who', { credentials: [CREDENTIALS.password, CREDENTIALS.otp()] });
const guarded = (change: Record<string, unknown> = {}) =>
  realm({
    users: [who],
    bruteForceProtected: true,
    failureFactor: 2,
    waitIncrementSeconds: 60,
    quickLoginCheckMilliSeconds: 0,
    minimumQuickLoginWaitSeconds: 0,
    maxFailureWaitSeconds: 900,
    ...change,
  });
const run = (persona: object, change: Record<string, unknown> = {}, visits?: readonly object[]) =>
  journeys({ document: guarded(change), persona: { username: 'who', ...persona }, ...(visits ? { visits } : {}) });

test('an empty password is no attempt, an empty code is one', () => {
  assert.deepEqual(run({ empty: { password: 3 } }), ['login > login > login > login > login-otp > callback']);
  assert.deepEqual(run({ empty: { otp: 2 } }), ['login > login-otp > login-otp > login-otp > login-otp > stuck']);
});

test('failures of password and code add up, and the right code is refused', () => {
  assert.deepEqual(run({ wrong: { password: 1, otp: 1 } }), [
    'login > login > login-otp > login-otp > login-otp > stuck',
  ]);
});

test('failures by name and by e-mail add up', () => {
  const types = ['who', 'who@example.test', 'WHO'];
  assert.deepEqual(run({ types, wrong: { password: 2 } }), ['login > login > login > login > stuck']);
});

test('a lock ends with its time, or when an administrator clears it', () => {
  const wrong = { wrong: { password: 2 }, stop_after: 3 };
  const later = (visit: object) => run(wrong, {}, [{}, { fresh: true, persona: {}, ...visit }])[1];
  assert.equal(later({ after_s: 30 }), 'login > login > login > stuck');
  assert.equal(later({ after_s: 70 }), 'login > login-otp > callback');
  assert.equal(later({ admin: [{ op: 'clear_failures', username: 'who' }] }), 'login > login-otp > callback');
});

test('a login that succeeds forgets the failures', () => {
  const wrong = { persona: { wrong: { password: 1 } }, fresh: true };
  assert.deepEqual(run({ wrong: { password: 1 } }, {}, [{}, wrong, wrong]), [
    'login > login > login-otp > callback',
    'login > login > login-otp > callback',
    'login > login > login-otp > callback',
  ]);
});

test('a permanent lock outlives every wait and reads like a wrong password', () => {
  const locked = run({ wrong: { password: 2 } }, { permanentLockout: true }, [
    {},
    { fresh: true, after_s: 100_000, persona: {} },
  ]);
  assert.deepEqual(locked, ['login > login > login > login > stuck', 'login > login > login > stuck']);
});

test('temporary locks may come before the permanent one', () => {
  const persona = { wrong: { password: 3 } };
  const run_with = (maxTemporaryLockouts: number) =>
    run(persona, { permanentLockout: true, maxTemporaryLockouts, failureFactor: 1 }, [
      {},
      { fresh: true, after_s: 10_000, persona: {} },
    ])[1];
  assert.equal(run_with(5), 'login > login-otp > callback');
});

test('two failures within the quick-login time lock whatever the factor', () => {
  const quick = { failureFactor: 30, quickLoginCheckMilliSeconds: 5000, minimumQuickLoginWaitSeconds: 60 };
  assert.deepEqual(run({ wrong: { password: 2 } }, quick), ['login > login > login > login > stuck']);
});

test('a linear wait begins with the factor', () => {
  const linear = { bruteForceStrategy: 'LINEAR', failureFactor: 3 };
  assert.deepEqual(run({ wrong: { password: 2 } }, linear), ['login > login > login > login-otp > callback']);
  assert.deepEqual(run({ wrong: { password: 3 } }, linear), ['login > login > login > login > login > stuck']);
});

test('unknown users lock nothing, and nothing locks without protection', () => {
  assert.deepEqual(run({ wrong: { username: 5 } }), [
    'login > login > login > login > login > login > login-otp > callback',
  ]);
  assert.equal(
    journey({ document: realm({ users: [who] }), persona: { username: 'who', wrong: { password: 5 } } }),
    'login > login > login > login > login > login > login-otp > callback',
  );
});
