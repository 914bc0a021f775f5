import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Ended, narrate, type Shown } from '../../src/contract/narrate.ts';
import { refusedSecret } from '../../src/contract/refused-secret.ts';
import type { Trace } from '../../src/trace.ts';

const LOGIN: Shown = { page: 'login' };
const OTP: Shown = { page: 'login-otp' };
const traced = (shown: readonly Shown[], kind: Ended['kind']): Trace => ({
  ...narrate(shown, { kind }, false),
  unsupported: [],
});
const predicted = traced([LOGIN, OTP], 'callback');

test('a login page that comes back to the right password names the password', () => {
  assert.equal(refusedSecret({ predicted, observed: traced([LOGIN, LOGIN], 'stuck') }), 'password');
});

test('a challenge that comes back to the right code names the code', () => {
  assert.equal(refusedSecret({ predicted, observed: traced([LOGIN, OTP, OTP], 'stuck') }), 'one-time code');
});

test('a refusal that was predicted is no refused secret', () => {
  const stuck = traced([LOGIN, LOGIN], 'stuck');
  assert.equal(refusedSecret({ predicted: stuck, observed: stuck }), undefined);
});

test('a disabled account is not the fault of the password', () => {
  const disabled = { ...LOGIN, message: 'Account is disabled, contact your administrator.' };
  assert.equal(refusedSecret({ predicted, observed: traced([LOGIN, disabled], 'stuck') }), undefined);
});

test('a journey that ends elsewhere has no refused secret', () => {
  assert.equal(refusedSecret({ predicted, observed: traced([LOGIN, OTP], 'callback') }), undefined);
});
