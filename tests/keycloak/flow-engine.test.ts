import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowOf, forms, journey, type Row, realm, step, sub, texts } from './realm-kit.ts';

const through = (rows: readonly Row[], username: string, persona = {}) =>
  journey({ document: realm(flowOf(rows)), persona: { username, ...persona } });
const textsOf = (rows: readonly Row[], username: string) =>
  texts({ document: realm(flowOf(rows)), persona: { username } });

const USERNAME = step('auth-username-form');
const PASSWORD = step('auth-password-form');
const OTP = step('auth-otp-form');
const BOTH = step('auth-username-password-form');
const CONFIGURED = step('conditional-user-configured');
const ALLOW = step('allow-access-authenticator');
const DENY = step('deny-access-authenticator');

test('the default flow asks a second factor only of users who own one', () => {
  assert.equal(journey({ document: realm(), persona: { username: 'plain' } }), 'login > callback');
  assert.equal(journey({ document: realm(), persona: { username: 'one-otp' } }), 'login > login-otp > callback');
});

test('a conditional subflow runs when its condition is true and is skipped without an enabled condition', () => {
  const guarded = (condition: Row) => forms(USERNAME, sub('guarded', 'CONDITIONAL', condition, PASSWORD));
  assert.equal(through(guarded(CONFIGURED), 'two-otp'), 'login-username > login-password > callback');
  assert.equal(
    through(guarded(step('conditional-user-configured', 'DISABLED')), 'two-otp'),
    'login-username > callback',
  );
  assert.equal(
    through(forms(USERNAME, sub('guarded', 'CONDITIONAL', PASSWORD)), 'two-otp'),
    'login-username > callback',
  );
});

test('a condition in a subflow that is not conditional is ignored', () => {
  const unknownRole = step('conditional-user-role', 'REQUIRED', { condUserRole: 'nobody-has-it' });
  assert.equal(
    through(forms(USERNAME, sub('inner', 'REQUIRED', unknownRole, PASSWORD)), 'two-otp'),
    'login-username > login-password > callback',
  );
});

test('a required subflow whose only content is a false conditional one fails', () => {
  const rows = forms(USERNAME, sub('outer', 'REQUIRED', sub('inner', 'CONDITIONAL', CONFIGURED, OTP)));
  assert.equal(through(rows, 'plain'), 'login-username > error');
  assert.deepEqual(textsOf(rows, 'plain').at(-1), 'Invalid username or password.');
  assert.equal(through(rows, 'one-otp'), 'login-username > login-otp > callback');
});

test('one conditional row silences all alternatives of its level, even when it is false', () => {
  const rows = forms(
    USERNAME,
    sub('mixed', 'REQUIRED', step('auth-password-form', 'ALTERNATIVE'), sub('c', 'CONDITIONAL', CONFIGURED, OTP)),
  );
  assert.equal(through(rows, 'plain'), 'login-username > error');
});

test('alternatives are tried in turn and one success is enough', () => {
  const rows = forms(
    USERNAME,
    sub(
      'any',
      'REQUIRED',
      sub('deny', 'ALTERNATIVE', sub('c', 'CONDITIONAL', CONFIGURED, OTP)),
      step('auth-password-form', 'ALTERNATIVE'),
    ),
  );
  assert.equal(through(rows, 'plain'), 'login-username > login-password > callback');
});

test('an error after a form post is not caught by the alternatives above', () => {
  const rows = [sub('f', 'ALTERNATIVE', USERNAME, OTP), sub('g', 'ALTERNATIVE', USERNAME, PASSWORD)];
  const off = { requiredActions: [{ alias: 'CONFIGURE_TOTP', providerId: 'CONFIGURE_TOTP', enabled: false }] };
  const document = realm({ ...flowOf(rows), ...off });
  assert.equal(journey({ document, persona: { username: 'plain' } }), 'login-username > error');
  assert.deepEqual(
    texts({ document, persona: { username: 'plain' } }).at(-1),
    'Cannot login, credential setup required.',
  );
});

test('a step that only attempts makes a required level fail: the engine climbs and takes the next alternative', () => {
  const rows = [sub('one', 'ALTERNATIVE', BOTH, step('identity-provider-redirector')), sub('two', 'ALTERNATIVE', OTP)];
  assert.equal(through(rows, 'one-otp'), 'login > login-otp > callback');
});

test('an alternative subflow done in full makes the other alternatives unnecessary', () => {
  const rows = forms(
    USERNAME,
    sub(
      'any',
      'REQUIRED',
      step('auth-otp-form', 'ALTERNATIVE'),
      sub('pw', 'ALTERNATIVE', sub('c', 'CONDITIONAL', CONFIGURED, PASSWORD)),
    ),
  );
  assert.equal(through(rows, 'one-otp'), 'login-username > login-password > callback');
});

test('two conditions are ANDed and a disabled nested alternative does not matter', () => {
  const rows = forms(
    BOTH,
    sub(
      'factor',
      'CONDITIONAL',
      CONFIGURED,
      step('conditional-user-role', 'REQUIRED', { condUserRole: 'user' }),
      step('auth-otp-form', 'ALTERNATIVE'),
      sub('nested', 'ALTERNATIVE', step('auth-otp-form', 'DISABLED')),
    ),
  );
  assert.equal(through(rows, 'two-otp'), 'login > login-otp > callback');
  assert.equal(through(rows, 'one-otp'), 'login > callback');
});

test('allow ends its level and deny ends the login with 401', () => {
  assert.equal(through(forms(USERNAME, ALLOW), 'plain'), 'login-username > callback');
  assert.equal(through(forms(USERNAME, DENY), 'plain'), 'login-username > error');
  assert.deepEqual(textsOf(forms(USERNAME, DENY), 'plain').at(-1), 'Access denied');
});

test('a deny message may be a key of the bundle or plain text', () => {
  const denied = (denyErrorMessage: string) =>
    forms(USERNAME, step('deny-access-authenticator', 'REQUIRED', { denyErrorMessage }));
  assert.equal(
    textsOf(denied('brokerLinkingSessionExpired'), 'plain').at(-1),
    'Requested broker account linking, but current session is no longer valid.',
  );
  assert.equal(textsOf(denied('not-existing-property'), 'plain').at(-1), 'not-existing-property');
});

test('a flow that never identifies anybody ends in an error page', () => {
  assert.equal(through([ALLOW], 'plain'), 'error');
  assert.equal(through([], 'plain'), 'error');
  assert.equal(through([step('auth-cookie')], 'plain'), 'error');
});

test('a provider that a stock server lacks breaks the flow and is named', () => {
  const rows = forms(BOTH, sub('c', 'CONDITIONAL', step('my-condition'), ALLOW));
  assert.equal(through(rows, 'plain'), 'login > error');
});

test('a forged choice is refused', () => {
  const rows = forms(BOTH, OTP);
  assert.equal(through(rows, 'one-otp', { click: [{ on: 'login-otp', do: 'forge' }] }), 'login > login-otp > error');
});
