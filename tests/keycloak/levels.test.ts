import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, CREDENTIALS, flowOf, forms, type Row, realm, step, sub, user } from './realm-kit.ts';

const { password, otp } = CREDENTIALS;
const level = (number: number, max: number) =>
  step('conditional-level-of-authentication', 'REQUIRED', {
    'loa-condition-level': String(number),
    'loa-max-age': String(max),
  });
const levels = (...ages: readonly number[]) =>
  [
    sub('level1', 'CONDITIONAL', level(1, ages[0] ?? 0), step('auth-username-password-form')),
    sub('level2', 'CONDITIONAL', level(2, ages[1] ?? 0), step('auth-otp-form')),
    sub('level3', 'CONDITIONAL', level(3, ages[2] ?? 0), step('allow-access-authenticator')),
  ].slice(0, ages.length);

const MAP = '{"copper":0,"silver":1,"gold":2}';
const client = (attributes: Record<string, string>) => ({
  clientId: 'app',
  publicClient: true,
  redirectUris: ['https://app.example.test/auth/*'],
  attributes,
});

const essential = (...values: readonly string[]) => ({
  params: { claims: JSON.stringify({ id_token: { acr: { essential: true, values } } }) },
});
const voluntary = (...values: readonly string[]) => ({
  params: { claims: JSON.stringify({ id_token: { acr: { values } } }) },
});
const acr_values = (value: string) => ({ params: { acr_values: value } });

interface Setup {
  readonly rows?: readonly Row[];
  readonly attributes?: Record<string, string>;
  readonly more?: Record<string, unknown>;
  readonly version?: string;
  readonly username?: string;
}

/** Each visit as its pages, its end or error text, and the acr. */
function visits(
  {
    rows = levels(36_000, 0, 0),
    attributes = { 'acr.loa.map': MAP },
    more = {},
    version = '26.7.3',
    username = 'who',
  }: Setup,
  ...asked: readonly object[]
): string[] {
  const users = [user('who', { credentials: [password, otp()] }), user('basic')];
  const document = realm({
    ...flowOf(forms(...rows)),
    clients: [client(attributes)],
    users,
    otpPolicyCodeReusable: true,
    ...more,
  });
  return answer({ document, persona: { username }, visits: asked, version }).visits.map(
    ({ pages, end, error, acr, messages }) =>
      [...pages, end === 'error' ? messages.at(-1) : [end, error, acr].filter(Boolean).join(' ')].join(' > '),
  );
}

test('without a request the first level runs and nothing above', () => {
  assert.deepEqual(visits({}, {}), ['login > callback silver']);
});

test('an essential level runs every level up to it', () => {
  assert.deepEqual(visits({}, essential('gold')), ['login > login-otp > callback gold']);
  assert.deepEqual(visits({}, essential('3')), ['login > login-otp > callback 3']);
});

test('a session steps up, and a level without an age counts for one request only', () => {
  assert.deepEqual(visits({}, essential('silver'), essential('gold'), essential('3')), [
    'login > callback silver',
    'login-otp > callback gold',
    'login-otp > callback 3',
  ]);
  assert.deepEqual(visits({}, essential('silver'), {}, essential('silver')), [
    'login > callback silver',
    'callback silver',
    'callback silver',
  ]);
});

test('a level above all subflows fails when essential and is let pass when not', () => {
  assert.deepEqual(visits({}, essential('4')), [
    'login > login-otp > error > Authentication requirements not fulfilled',
  ]);
  assert.deepEqual(visits({}, voluntary('4')), ['login > login-otp > callback gold']);
});

test('of a list the lowest level is requested', () => {
  for (const asked of [acr_values('gold 3'), essential('gold', '3'), voluntary('gold', '3')])
    assert.deepEqual(visits({}, asked), ['login > login-otp > callback gold']);
});

test('the map of the realm counts only when the client has none', () => {
  const more = { attributes: { 'acr.loa.map': '{"realm:silver":1,"realm:gold":2}' } };
  assert.deepEqual(visits({ attributes: {}, more }, essential('realm:gold')), [
    'login > login-otp > callback realm:gold',
  ]);
  assert.deepEqual(visits({ more }, essential('realm:gold')), ['error > Invalid parameter: claims']);
});

test('default and minimum values of the client', () => {
  const withDefault = { 'acr.loa.map': MAP, 'default.acr.values': 'gold' };
  assert.deepEqual(visits({ attributes: withDefault }, {}), ['login > login-otp > callback gold']);
  const minimum = { 'acr.loa.map': MAP, 'minimum.acr.value': 'gold' };
  assert.deepEqual(visits({ attributes: minimum }, {}), ['login > login-otp > callback gold']);
  assert.deepEqual(visits({ attributes: minimum }, acr_values('silver')), ['login > login-otp > callback gold']);
  assert.deepEqual(visits({ attributes: minimum }, voluntary('silver')), ['login > login-otp > callback gold']);
  assert.deepEqual(visits({ attributes: minimum }, essential('silver')), ['error > Invalid parameter: claims']);
});

test('levels of a session expire silently, from the lowest expired one upwards', () => {
  const rows = levels(300, 300, 200);
  assert.deepEqual(visits({ rows }, essential('3'), {}, { after_s: 210 }, { after_s: 100 }), [
    'login > login-otp > callback 3',
    'callback 3',
    'callback gold',
    'callback copper',
  ]);
});

test('an action of the application asks the level of the credential it manages', () => {
  const enrol = { params: { kc_action: 'CONFIGURE_TOTP' } };
  const own = { persona: { label: 'second' }, ...enrol };
  assert.deepEqual(visits({}, {}, own, { ...enrol, persona: { stop_on: 'login-otp' } }), [
    'login > callback silver',
    'login-otp > login-config-totp > callback gold',
    'login-otp > stopped',
  ]);
  assert.deepEqual(visits({ username: 'basic' }, {}, enrol), [
    'login > callback silver',
    'login-config-totp > callback silver',
  ]);
});

test('the levels of the flow that the client is bound to count', () => {
  const bound = { ...client({ 'acr.loa.map': MAP }), authenticationFlowBindingOverrides: { browser: 'id of lab' } };
  const more = { browserFlow: 'browser', clients: [bound] };
  const enrol = { params: { kc_action: 'CONFIGURE_TOTP' }, persona: { stop_on: 'login-otp' } };
  assert.deepEqual(visits({ more }, {}, enrol), ['login > callback silver', 'login-otp > stopped']);
});

const SIMPLE = [step('auth-username-form'), step('auth-password-form')];

test('in a flow without levels any requested level costs the session', () => {
  const setup = { rows: SIMPLE, attributes: {} };
  assert.deepEqual(visits(setup, {}, essential('1')), [
    'login-username > login-password > callback 1',
    'login-password > callback 1',
  ]);
  assert.deepEqual(visits(setup, {}, acr_values('no-number')), [
    'login-username > login-password > callback 1',
    'login-password > callback 1',
  ]);
  const none = { params: { ...essential('2').params, prompt: 'none' } };
  assert.deepEqual(visits(setup, {}, none)[1], 'callback-error login_required');
});

test('an essential level that no subflow completes is not enforced', () => {
  const rows = [
    step('auth-username-form'),
    sub('one', 'CONDITIONAL', level(1, 36_000), step('auth-password-form')),
    sub('two', 'CONDITIONAL', level(2, 36_000), step('conditional-user-configured'), step('auth-otp-form')),
  ];
  assert.deepEqual(visits({ rows, attributes: {}, username: 'basic' }, {}, essential('2')), [
    'login-username > login-password > callback 1',
    'callback 1',
  ]);
});

test('what cannot be a level is refused when essential and ignored when not', () => {
  const attributes = { 'acr.loa.map': '{"silver":1,"gold":2,"5":3}' };
  const rows = [step('auth-username-password-form')];
  assert.deepEqual(visits({ rows, attributes }, essential('uranium')), ['error > Invalid parameter: claims']);
  assert.deepEqual(visits({ rows, attributes }, voluntary('iron')), ['login > callback silver']);
});

test('a level condition without config is an unexpected error, and so is a level configured twice for a session', () => {
  const bare = [
    sub('one', 'CONDITIONAL', step('conditional-level-of-authentication'), step('auth-username-password-form')),
  ];
  assert.match(visits({ rows: bare }, {})[0] ?? '', /^error > Unexpected error/);
  const double = [
    sub('a', 'CONDITIONAL', level(1, 100), step('auth-username-password-form')),
    sub('b', 'CONDITIONAL', level(1, 100), step('auth-otp-form')),
  ];
  assert.match(visits({ rows: double }, {}, {})[1] ?? '', /^error > Unexpected error/);
});
