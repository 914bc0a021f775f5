import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contract, Invariant } from '../../../src/contract/contract.ts';
import { judgeExpectations } from '../../../src/contract/review/expectations.ts';
import { createExplorations } from '../../../src/contract/review/explorations.ts';
import { walkText } from '../../../src/contract/walk.ts';
import type { Sketch } from '../../../src/keycloak/lint/sketch.ts';
import type { Machine } from '../../../src/keycloak/machine/machine.ts';
import { type GroundOptions, sketchedGround } from './sketched-ground.ts';

/** What is said about the one persona `ada`, with the ways that show it. */
function judged(sketch: Sketch, invariant: Invariant, options: GroundOptions = {}) {
  const ground = sketchedGround(sketch, { ...options, invariants: [invariant] });
  const contract: Contract = { ...ground.contract, expected_states: {} };
  const explored = createExplorations(ground, options.limit === undefined ? {} : { limit: options.limit });
  const { broken, undecided } = judgeExpectations({ ...ground, contract }, explored);
  const said = (each: (typeof broken)[number]) => `${each.rule}: ${each.walk ? walkText(each.walk) : each.message}`;
  const about = (each: { rule: string }) => each.rule !== 'promise';
  return { broken: broken.filter(about).map(said), undecided: undecided.filter(about).map(said) };
}

const PASSWORD = 'auth-username-password-form REQUIRED';
const OTP = `${PASSWORD}\nauth-otp-form REQUIRED`;
const WAYS = `${PASSWORD}\nsecond REQUIRED:\n  auth-otp-form ALTERNATIVE\n  auth-password-form ALTERNATIVE`;
const BOTH = { credentials: ['otp', 'password'] as const };

test('no_callback_without: the shortest way around is shown', () => {
  const invariant = { no_callback_without: ['mfa_challenge', 'mfa_enrollment'] } as const;
  assert.deepEqual(judged({ flow: PASSWORD }, invariantOf(invariant)).broken, [
    'no_callback_without: login (password right) > callback',
  ]);
  assert.deepEqual(judged({ flow: OTP }, invariantOf(invariant), BOTH), { broken: [], undecided: [] });
});

test('no_callback_without: a challenge that is only looked at is not passed', () => {
  const because = { execution: '', requirement: '', rule: '' };
  const other = { kind: 'try-another-way' } as const;
  const right = { kind: 'submit', password: 'right' } as const;
  const machine: Machine = {
    persona: 'ada',
    initial: 'login-otp',
    states: [
      { id: 'login-otp', page: 'login-otp', because },
      { id: 'login-password', page: 'login-password', because },
      { id: 'callback', page: 'callback', because, end: { kind: 'callback' } },
    ],
    edges: [
      { from: 'login-otp', input: 'try another way', does: other, to: 'login-password' },
      { from: 'login-otp', input: 'otp wrong', does: { kind: 'submit', otp: 'wrong' }, to: 'login-otp' },
      { from: 'login-password', input: 'password right', does: right, to: 'callback' },
    ],
    findings: [],
  };
  const invariant = invariantOf({ no_callback_without: ['mfa_challenge'] });
  const ground = sketchedGround({ flow: PASSWORD }, { invariants: [invariant] });
  const explored = { ...createExplorations(ground), machineOf: () => machine };
  const [, found] = judgeExpectations(ground, explored).broken;
  assert.equal(
    found?.walk && walkText(found.walk),
    'login-otp (try another way) > login-password (password right) > callback',
  );
});

test('never_reaches: a lock is found behind as many wrong answers as the realm allows', () => {
  const realm = { bruteForceProtected: true, failureFactor: 4, quickLoginCheckMilliSeconds: 0 };
  const { broken } = judged({ flow: PASSWORD, realm }, invariantOf({ never_reaches: 'blocked' }));
  const wrong = Array(4).fill('login (password wrong)').join(' > ');
  assert.deepEqual(broken, [`never_reaches: ${wrong} > login (password right) > login`]);
});

test('never_reaches: what somebody excluded is refused by is excluded', () => {
  const disabled = { enabled: false, excluded: true };
  const reached = (state: 'blocked' | 'excluded') =>
    judged({ flow: PASSWORD }, invariantOf({ never_reaches: state }), disabled).broken.length;
  assert.deepEqual([reached('blocked'), reached('excluded')], [0, 1]);
});

test('always_ends_in: an end outside, and a place from which no end of the list is in reach', () => {
  const realm = { bruteForceProtected: true, failureFactor: 2, quickLoginCheckMilliSeconds: 0 };
  const callback = invariantOf({ always_ends_in: ['callback'] });
  assert.deepEqual(judged({ flow: PASSWORD }, callback).broken, []);
  const [trap] = judged({ flow: PASSWORD, realm }, callback).broken;
  assert.equal(
    trap,
    'always_ends_in: login (password wrong) > login (password wrong) > login (password right) > login',
  );
  assert.deepEqual(
    judged({ flow: PASSWORD, realm }, invariantOf({ always_ends_in: ['callback', 'blocked'] })).broken,
    [],
  );
  const [end] = judged({ flow: `${PASSWORD}\ndeny-access-authenticator REQUIRED` }, callback).broken;
  assert.equal(end, 'always_ends_in: login (password right) > error');
});

test('always_ends_in: a login that ends before its first page ends outside', () => {
  const realm = { enabled: false };
  assert.deepEqual(judged({ flow: PASSWORD, realm }, invariantOf({ always_ends_in: ['callback'] })).broken, [
    'always_ends_in: error',
  ]);
});

test('at_most: entries are counted, refused answers and refreshes are none, and a restart begins anew', () => {
  const most = (times: number) =>
    judged({ flow: WAYS }, invariantOf({ at_most: { times, state: 'mfa_challenge' } }), BOTH).broken[0];
  const choice = '(try another way) > select-authenticator (choose Authenticator Application) > login-otp';
  assert.equal(most(0), `at_most: login (password right) > login-password ${choice}`);
  assert.equal(most(1), `at_most: login (password right) > login-password ${choice} ${choice}`);
  const plain = invariantOf({ at_most: { times: 1, state: 'mfa_challenge' } });
  assert.deepEqual(judged({ flow: OTP }, plain, BOTH).broken, []);
});

test('what lies behind an end that nobody can look behind is undecided, unless it was passed before', () => {
  const realm = { resetPasswordAllowed: true, smtpServer: { host: 'localhost' } };
  const factor = invariantOf({ no_callback_without: ['mfa_challenge'] });
  const { broken, undecided } = judged({ flow: OTP, realm }, factor, BOTH);
  assert.deepEqual(broken, []);
  assert.match(undecided.join(), /^no_callback_without: login \(reset password\) > .* > unsupported$/);
});

test('a machine that was cut decides nothing, except what is broken in the part that was seen', () => {
  const realm = { bruteForceProtected: true, failureFactor: 30 };
  const cut = { ...BOTH, limit: 20 };
  const { broken, undecided } = judged({ flow: OTP, realm }, invariantOf({ never_reaches: 'consent' }), cut);
  assert.deepEqual(broken, []);
  assert.match(undecided.join(), /more than 20 states: \d+ ways on were left out, first /);
  const seen = judged({ flow: OTP, realm }, invariantOf({ never_reaches: 'mfa_challenge' }), cut);
  assert.deepEqual(seen, { broken: ['never_reaches: login (password right) > login-otp'], undecided: [] });
});

function invariantOf(invariant: Partial<Record<keyof Invariant, unknown>>): Invariant {
  return invariant as Invariant;
}
