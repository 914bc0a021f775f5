import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, CREDENTIALS, flowOf, forms, journey, realm, step, sub, user } from './realm-kit.ts';

const { password, otp, codes } = CREDENTIALS;
const EITHER = forms(
  step('auth-username-form'),
  sub('either', 'REQUIRED', step('auth-password-form', 'ALTERNATIVE'), step('auth-otp-form', 'ALTERNATIVE')),
);
const either = realm(flowOf(EITHER));

test('who owns only a password is offered no other way', () => {
  const [visit] = answer({ document: either, persona: { username: 'plain' } }).visits;
  assert.deepEqual(visit?.pages, ['login-username', 'login-password']);
  assert.equal(visit?.facts[1]?.another_way, undefined);
});

test('the first stored credential decides which step is shown, not the order of the flow', () => {
  const persona = { username: 'two-otp', try_another_way: { 'login-otp': 1 }, choose: ['Password'] };
  const [visit] = answer({ document: either, persona }).visits;
  assert.deepEqual(visit?.pages, ['login-username', 'login-otp', 'select-authenticator', 'login-password']);
  assert.deepEqual(visit?.options, [['Authenticator Application', 'Password']]);
});

test('another way is listed in stored order and a choice is followed', () => {
  const persona = { username: 'one-otp', try_another_way: { 'login-password': 1 }, choose: ['Authenticator'] };
  const [visit] = answer({ document: either, persona }).visits;
  assert.deepEqual(visit?.pages, ['login-username', 'login-password', 'select-authenticator', 'login-otp']);
  assert.deepEqual(visit?.options, [['Password', 'Authenticator Application']]);
  assert.equal(visit?.end, 'callback');
});

test('the selector is still there after a refresh', () => {
  const click = [{ on: 'select-authenticator', do: 'refresh' }];
  const persona = { username: 'one-otp', try_another_way: { 'login-password': 1 }, choose: ['Authenticator'], click };
  assert.equal(
    journey({ document: either, persona }),
    'login-username > login-password > select-authenticator > select-authenticator > login-otp > callback',
  );
});

test('a step whose credential the user lacks is passed over', () => {
  const rows = forms(
    step('auth-username-form'),
    sub(
      'outer',
      'REQUIRED',
      step('webauthn-authenticator', 'ALTERNATIVE'),
      sub('inner', 'ALTERNATIVE', step('auth-password-form', 'ALTERNATIVE')),
    ),
  );
  assert.equal(
    journey({ document: realm(flowOf(rows)), persona: { username: 'plain' } }),
    'login-username > login-password > callback',
  );
});

test('the label of an entry is the name of the credential', () => {
  const factors = sub(
    '2fa',
    'CONDITIONAL',
    step('conditional-user-configured'),
    step('auth-otp-form', 'ALTERNATIVE'),
    step('auth-recovery-authn-code-form', 'ALTERNATIVE'),
  );
  const both = user('both', { credentials: [password, otp('phone'), codes] });
  const document = realm({ ...flowOf(forms(step('auth-username-password-form'), factors)), users: [both] });
  const persona = { username: 'both', try_another_way: { 'login-otp': 1 }, choose: ['Recovery'] };
  const [visit] = answer({ document, persona }).visits;
  assert.deepEqual(visit?.options, [['Authenticator Application', 'Recovery Authentication Code']]);
  assert.deepEqual(visit?.pages.at(-1), 'login-recovery-authn-code-input');
  const older = answer({ document, persona, version: '26.3.5' }).visits[0];
  assert.deepEqual(older?.options, [['Authenticator Application', 'Recovery Authentication Code']]);
});

test('the chooser of OTP devices follows stored order and the code must be of the chosen device', () => {
  const otp_plan = [
    { device: 0, code_of: 1 },
    { device: 1, code_of: 0 },
    { device: 1, code_of: 1 },
  ];
  const document = realm();
  const [visit] = answer({ document, persona: { username: 'two-otp', otp_plan } }).visits;
  assert.deepEqual(visit?.pages, ['login', 'login-otp', 'login-otp', 'login-otp']);
  assert.deepEqual(
    visit?.facts.map(({ device }) => device),
    [undefined, 0, 0, 1],
  );
  assert.deepEqual(visit?.facts[1]?.devices, ['first', 'unnamed']);
  assert.equal(visit?.end, 'callback');
});
