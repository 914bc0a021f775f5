import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columns, compare } from '../../src/contract/compare.ts';
import { narrate, type Shown } from '../../src/contract/narrate.ts';
import type { Trace } from '../../src/trace.ts';

const LOGIN: Shown = { page: 'login' };
const OTP: Shown = { page: 'login-otp' };
const traced = (shown: readonly Shown[], kind: 'callback' | 'stuck' | 'error' = 'callback'): Trace => ({
  ...narrate(shown, { kind }, false),
  unsupported: [],
});

test('three equal rows have no difference', () => {
  const trace = traced([LOGIN, OTP]);
  const promised = [{ state: 'login' }, { state: 'mfa_challenge', page: 'login-otp' }, { state: 'callback' }] as const;
  assert.deepEqual(compare(promised, trace, trace), { first_difference: -1 });
});

test('a corrected answer is no column of its own', () => {
  const retried = traced([LOGIN, { page: 'login', message: 'Invalid username or password.' }, OTP]);
  assert.deepEqual(
    columns(retried.steps).map(({ page }) => page),
    ['login', 'login-otp', 'callback'],
  );
});

test('names the first column that breaks the promise', () => {
  const seen = traced([LOGIN]);
  const promised = [{ state: 'login' }, { state: 'mfa_challenge' }, { state: 'callback' }] as const;
  const { first_difference, reason } = compare(promised, seen, seen);
  assert.equal(first_difference, 1);
  assert.equal(reason, 'promised mfa_challenge, observed callback/callback');
});

test('a kept promise with a surprised prediction is still a difference', () => {
  const promised = [{ state: 'login' }, { state: 'mfa_challenge' }, { state: 'callback' }] as const;
  const foretold = traced([LOGIN, { page: 'login-recovery-authn-code-input' }]);
  const { first_difference, reason } = compare(promised, foretold, traced([LOGIN, OTP]));
  assert.equal(first_difference, 1);
  assert.match(
    reason ?? '',
    /^predicted mfa_challenge\/login-recovery-authn-code-input, observed mfa_challenge\/login-otp$/,
  );
});

test('an unsupported prediction is no disagreement', () => {
  const promised = [{ state: 'login' }, { state: 'callback' }] as const;
  const unknown: Trace = { steps: [], end: { kind: 'unknown' }, unsupported: [{ what: 'x', reason: 'y' }] };
  assert.deepEqual(compare(promised, unknown, traced([LOGIN])), { first_difference: -1 });
});

test('a page that keeps a right answer out is blocked, and excluded for an excluded persona', () => {
  const states = (excluded: boolean) =>
    narrate([LOGIN, LOGIN], { kind: 'stuck' }, excluded).steps.map(({ state }) => state);
  assert.deepEqual(states(false), ['login', 'blocked']);
  assert.deepEqual(states(true), ['login', 'excluded']);
});

test('an error page that refuses access is blocked, any other error page is an error', () => {
  const end = (message: string) => narrate([LOGIN, { page: 'error', message }], { kind: 'error' }, false).end.kind;
  assert.equal(end('Access denied'), 'blocked');
  assert.equal(end('Unexpected error when handling authentication request to identity provider.'), 'error');
});

test('a journey that was not let go on is a difference, however equal the columns are', () => {
  const trace = traced([LOGIN]);
  const promised = [{ state: 'login' }, { state: 'callback' }] as const;
  const halted = 'saw callback, which this journey does not allow here';
  assert.deepEqual(compare(promised, trace, trace, halted), { first_difference: 1, reason: halted });
});

test('another end than the predicted one is a difference', () => {
  const promised = [{ state: 'error' }] as const;
  const foretold = traced([{ page: 'error' }], 'error');
  const { first_difference, reason } = compare(promised, foretold, { ...foretold, end: { kind: 'stopped' } });
  assert.equal(first_difference, 0);
  assert.equal(reason, 'predicted the end error, observed stopped');
});
