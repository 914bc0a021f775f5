import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import { Problem } from '../../src/problem.ts';

const MINIMAL = { realm: 'r', enabled: true };
const read = (change: object = {}, version = '26.7.3') =>
  readRealm({ ...MINIMAL, ...change }, { version, file: 'realm.json' });

/** Place and complaint of the problem that reading ends in. */
function problem(change: object, version?: string): string {
  try {
    read(change, version);
  } catch (error) {
    assert.ok(error instanceof Problem);
    const [details] = error.details;
    return `${details?.code} ${details?.at?.path}: ${details?.what}`;
  }
  return 'no problem';
}

const flow = (alias: string, ...authenticationExecutions: readonly object[]) => ({
  alias,
  providerId: 'basic-flow',
  topLevel: true,
  authenticationExecutions,
});
const row = (more: object) => ({ requirement: 'REQUIRED', priority: 10, ...more });

test('a minimal import gets the built-in flows and actions of its server', () => {
  const rows = (version: string) =>
    read({}, version)
      .flows.get('forms')
      ?.executions.map(({ id }) => id);
  assert.deepEqual(rows('26.7.3'), ['forms/auth-username-password-form', 'forms/Browser - Conditional 2FA']);
  assert.deepEqual(rows('26.2.5'), ['forms/auth-username-password-form', 'forms/Browser - Conditional OTP']);
  const factors = (version: string) =>
    read({}, version)
      .flows.get('Browser - Conditional 2FA')
      ?.executions.map(({ authenticator, requirement }) => `${authenticator} ${requirement}`);
  assert.deepEqual(factors('26.3.5'), [
    'conditional-user-configured REQUIRED',
    'auth-otp-form ALTERNATIVE',
    'webauthn-authenticator DISABLED',
    'auth-recovery-authn-code-form DISABLED',
  ]);
  assert.equal(factors('26.5.0')?.length, 5);
  assert.equal(read({}, '25.0.6').flows.has('Organization'), false);
  const priority = (alias: string, version: string) => read({}, version).required_actions.get(alias)?.priority;
  assert.deepEqual(
    ['26.2.5', '26.3.5', '26.5.0', '26.7.3'].map((version) => priority('VERIFY_PROFILE', version)),
    [90, 90, 100, 100],
  );
  assert.deepEqual(
    ['26.6.1', '26.7.3'].map((version) => priority('CONFIGURE_TOTP', version)),
    [10, 54],
  );
});

test('a list of required actions is taken as it is, plus the deletion of accounts', () => {
  const { required_actions } = read({
    requiredActions: [{ alias: 'TERMS_AND_CONDITIONS', providerId: 'TERMS_AND_CONDITIONS' }],
  });
  assert.deepEqual([...required_actions.keys()], ['TERMS_AND_CONDITIONS', 'delete_account']);
  assert.deepEqual(
    [required_actions.get('TERMS_AND_CONDITIONS')?.enabled, required_actions.get('TERMS_AND_CONDITIONS')?.priority],
    [false, 0],
  );
});

test('documents of older servers are migrated', () => {
  const actions = (priorities: Record<string, number>) =>
    Object.entries(priorities).map(([alias, priority]) => ({ alias, providerId: alias, enabled: true, priority }));
  const after = (priorities: Record<string, number>, keycloakVersion?: string) =>
    Object.fromEntries(
      [...read({ requiredActions: actions(priorities), keycloakVersion }).required_actions.values()].map(
        ({ alias, priority }) => [alias, priority],
      ),
    );
  const old = { CONFIGURE_TOTP: 10, UPDATE_PASSWORD: 30, VERIFY_EMAIL: 50 };
  assert.deepEqual(after(old, '26.5.0'), { ...old, CONFIGURE_TOTP: 54, UPDATE_PASSWORD: 57, delete_account: 60 });
  assert.deepEqual(after(old), { ...old, delete_account: 60 });
  assert.deepEqual(after({ CONFIGURE_TOTP: 10, UPDATE_PASSWORD: 31, VERIFY_EMAIL: 50, custom: 51 }, '26.5.0'), {
    VERIFY_EMAIL: 50,
    custom: 51,
    CONFIGURE_TOTP: 52,
    UPDATE_PASSWORD: 53,
    delete_account: 60,
  });
  const terms = read({
    requiredActions: actions({ terms_and_conditions: 20 }),
    keycloakVersion: '18.0.2',
  }).required_actions;
  assert.ok(terms.has('TERMS_AND_CONDITIONS') && terms.has('idp_link'));
});

test('an OPTIONAL row becomes a conditional subflow around itself', () => {
  const { flows } = read({
    authenticationFlows: [flow('lab', row({ authenticator: 'auth-otp-form', requirement: 'OPTIONAL' }))],
    browserFlow: 'lab',
  });
  assert.deepEqual(
    flows.get('lab')?.executions.map(({ flow: alias, requirement }) => [alias, requirement]),
    [['lab - auth-otp-form - Conditional', 'CONDITIONAL']],
  );
  assert.deepEqual(
    flows.get('lab - auth-otp-form - Conditional')?.executions.map(({ authenticator }) => authenticator),
    ['conditional-user-configured', 'auth-otp-form'],
  );
});

test('before 8.0.2 alternatives beside required rows were meant to run: they move into a subflow', () => {
  const rows = [
    row({ authenticator: 'auth-cookie', requirement: 'ALTERNATIVE' }),
    row({ authenticator: 'auth-username-password-form', priority: 20 }),
  ];
  const aliases = (keycloakVersion?: string) =>
    read({ authenticationFlows: [flow('lab', ...rows)], keycloakVersion })
      .flows.get('lab')
      ?.executions.map(({ id }) => id);
  assert.deepEqual(aliases('4.6.0.Final'), ['lab/lab - Alternatives - 0', 'lab/auth-username-password-form']);
  assert.deepEqual(aliases('9.0.0'), ['lab/auth-cookie', 'lab/auth-username-password-form']);
  assert.deepEqual(aliases(), ['lab/auth-cookie', 'lab/auth-username-password-form']);
});

test('rows run by priority, missing priorities first, and a browser flow always has a redirector', () => {
  const rows = [
    row({ authenticator: 'auth-otp-form', priority: 30 }),
    row({ authenticator: 'auth-username-form', priority: undefined }),
  ];
  const { flows } = read({ authenticationFlows: [flow('browser', ...rows)] });
  assert.deepEqual(
    flows.get('browser')?.executions.map(({ authenticator }) => authenticator),
    ['auth-username-form', 'identity-provider-redirector', 'auth-otp-form'],
  );
});

test('a bound flow that does not exist leaves the realm without one', () => {
  assert.equal(read({ browserFlow: 'nowhere' }).browser_flow, undefined);
  assert.equal(read().browser_flow, 'browser');
});

test('users are imported as they stand', () => {
  const users = [
    {
      username: 'UPPER',
      email: 'A@B.Test',
      credentials: [
        { type: 'totp', counter: 0, digits: 8 },
        { type: 'password', value: 'x', temporary: true },
      ],
    },
  ];
  const user = read({ users }).users.get('upper');
  assert.deepEqual([user?.enabled, user?.email, user?.roles, user?.required_actions], [false, 'a@b.test', [], []]);
  assert.deepEqual(
    user?.credentials.map(({ type, digits }) => [type, digits]),
    [
      ['otp', 8],
      ['password', undefined],
    ],
  );
  assert.equal(read({ users }).emails.get('a@b.test'), 'upper');
});

test('a policy type without its other fields leaves them at zero', () => {
  assert.deepEqual(read().otp_policy, {
    type: 'totp',
    algorithm: 'HmacSHA1',
    digits: 6,
    period: 30,
    look_ahead: 1,
    reusable: false,
  });
  assert.deepEqual(read({ otpPolicyLookAheadWindow: 5 }).otp_policy.look_ahead, 1);
  assert.deepEqual(read({ otpPolicyType: 'totp' }).otp_policy.digits, 0);
});

test('what the server would refuse is named with its place', () => {
  const flows = (...rows: readonly object[]) => ({ authenticationFlows: [flow('lab', ...rows)] });
  assert.match(
    problem(flows(row({ authenticatorFlow: true, flowAlias: 'nowhere' }))),
    /authenticationFlows\[0\].authenticationExecutions\[0\].flowAlias: no flow has the alias "nowhere"/,
  );
  assert.match(
    problem(flows(row({ authenticator: 'x', authenticatorConfig: 'nothing' }))),
    /authenticatorConfig: no authenticator config has the alias "nothing"/,
  );
  assert.match(problem(flows(row({ requirement: 'MAYBE' }))), /requirement: "MAYBE" is no requirement/);
  assert.match(
    problem({ authenticationFlows: [{ alias: 'lab', providerId: 'basic-flow' }] }),
    /flow "lab" has no list of executions/,
  );
  assert.match(
    problem({ authenticatorConfig: [{ config: {} }] }),
    /authenticatorConfig\[0\]: an authenticator config without alias/,
  );
  assert.match(
    problem({ users: [{ username: 'u', groups: ['/nowhere'] }] }),
    /users\[0\].groups\[0\]: no group has the path "\/nowhere"/,
  );
  assert.match(problem({ users: [{ username: 'u' }, { username: 'U' }] }), /users\[1\]: a second user "u"/);
  assert.match(problem({ users: [{}] }), /users\[0\].username: missing/);
  assert.match(problem({ registrationAllowed: '$X' }), /registrationAllowed: found "\$X"/);
  assert.match(problem({ realm: undefined }), /realm: missing/);
  for (const document of [null, [], 'text', {}, [MINIMAL, MINIMAL]])
    assert.throws(() => readRealm(document, { version: '26.7.3' }), Problem);
});

test('an unknown server version is refused with the known ones', () => {
  for (const version of ['23.0.0', '27.0.0', 'latest', '', '26'])
    assert.throws(
      () => read({}, version),
      (error) =>
        error instanceof Problem && error.code === 'realm-unsupported' && error.message.includes('24.0, 25.0, 26.0'),
    );
  for (const version of ['24.0.5', '25', '26.7', '26.4.7.redhat-00001'])
    assert.equal(read({}, version).version.text, version);
});

test('a list with a single realm is that realm', () => {
  assert.equal(readRealm([MINIMAL], { version: '26.7.3' }).name, 'r');
});

test('acr values of a client must be mapped, or be levels of the browser flow', () => {
  const asking = (attributes: object) => ({ clients: [{ clientId: 'app', redirectUris: ['*'], attributes }] });
  const mapped = { attributes: { 'acr.loa.map': '{"gold":2}' } };
  assert.equal(problem(asking({ 'default.acr.values': '1' })), 'no problem');
  assert.equal(problem({ ...asking({ 'minimum.acr.value': 'gold' }), ...mapped }), 'no problem');
  const at = 'realm-invalid clients[0].attributes';
  const end = 'is mapped to no level of authentication';
  assert.equal(problem(asking({ 'default.acr.values': 'gold' })), `${at}.default.acr.values: "gold" ${end}`);
  assert.equal(problem(asking({ 'default.acr.values': '1##2' })), `${at}.default.acr.values: "2" ${end}`);
  assert.equal(problem(asking({ 'minimum.acr.value': '2' })), `${at}.minimum.acr.value: "2" ${end}`);
});
