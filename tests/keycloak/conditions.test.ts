import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CREDENTIALS, flowOf, forms, journey, type Row, realm, step, sub, user } from './realm-kit.ts';

const DENIED = 'login > error';
const PASSED = 'login > callback';

/** Denies when the condition is true. */
const denying = (condition: Row) =>
  forms(step('auth-username-password-form'), sub('deny', 'CONDITIONAL', condition, step('deny-access-authenticator')));

interface Case {
  readonly condition: Row;
  readonly who?: Record<string, unknown>;
  readonly with?: Record<string, unknown>;
  readonly params?: Record<string, string>;
  readonly version?: string;
}

function outcome({ condition, who = user('who'), with: change = {}, params = {}, version = '26.7.3' }: Case): string {
  const document = realm({ ...flowOf(denying(condition)), users: [who], ...change });
  return journey({ document, persona: { username: 'who' }, visits: [{ params }], version });
}

const role = (condUserRole: string, negate = 'false') =>
  step('conditional-user-role', 'REQUIRED', { condUserRole, negate });

test('a role condition knows composites, groups and their parents, and client roles', () => {
  const roles = {
    realm: [{ name: 'user' }, { name: 'boss', composite: true, composites: { realm: ['user'] } }],
    client: {
      app: [{ name: 'child' }, { name: 'parent', composite: true, composites: { client: { app: ['child'] } } }],
    },
  };
  const groups = [
    { name: 'ops', path: '/ops', realmRoles: ['boss'], subGroups: [{ name: 'night', path: '/ops/night' }] },
  ];
  const has = (change: object, name: string) =>
    outcome({ condition: role(name), who: user('who', { ...change }), with: { roles, groups } });
  assert.equal(has({ realmRoles: ['boss'] }, 'user'), DENIED);
  assert.equal(has({ groups: ['/ops/night'] }, 'user'), DENIED);
  assert.equal(has({ clientRoles: { app: ['parent'] } }, 'app.child'), DENIED);
  assert.equal(has({}, 'user'), PASSED);
});

test('negation does not make an unknown role match', () => {
  assert.equal(outcome({ condition: role('user', 'true') }), DENIED);
  assert.equal(outcome({ condition: role('no-such-role', 'true') }), PASSED);
  assert.equal(outcome({ condition: role('app.no-such-role', 'true') }), PASSED);
  assert.equal(outcome({ condition: step('conditional-user-role') }), PASSED);
});

test('the first dot-separated prefix that is a client decides, else the whole name is a realm role', () => {
  const roles = { realm: [{ name: 'a.b' }, { name: 'app.x' }] };
  const named = (name: string) =>
    outcome({ condition: role(name), who: user('who', { realmRoles: ['a.b', 'app.x'] }), with: { roles } });
  assert.equal(named('a.b'), DENIED);
  assert.equal(named('app.x'), PASSED);
  assert.equal(named('.'.repeat(40)), PASSED);
});

const attribute = (config: Record<string, string>) =>
  step('conditional-user-attribute', 'REQUIRED', {
    attribute_name: 'tier',
    attribute_expected_value: 'gold',
    ...config,
  });

test('an attribute condition reads the user, its groups on demand, and columns', () => {
  const groups = [
    { name: 'ops', path: '/ops', attributes: { tier: ['gold'] }, subGroups: [{ name: 'night', path: '/ops/night' }] },
  ];
  const night = { who: user('who', { groups: ['/ops/night'] }), with: { groups } };
  assert.equal(
    outcome({ condition: attribute({}), who: user('who', { attributes: { tier: ['red', 'gold'] } }) }),
    DENIED,
  );
  assert.equal(outcome({ condition: attribute({}), ...night }), PASSED);
  assert.equal(outcome({ condition: attribute({ include_group_attributes: 'true' }), ...night }), DENIED);
  assert.equal(outcome({ condition: attribute({ not: 'true' }) }), DENIED);
  const firstName = { attribute_name: 'firstName', attribute_expected_value: 'F(.*)', regex: 'true' };
  assert.equal(outcome({ condition: attribute(firstName) }), DENIED);
  assert.equal(outcome({ condition: attribute({ ...firstName, attribute_expected_value: 'irs' }) }), PASSED);
});

test('an attribute condition without config is an unexpected error', () => {
  assert.equal(outcome({ condition: step('conditional-user-attribute') }), 'login > error');
});

test('user-configured asks the required siblings, else any alternative, else nothing', () => {
  const factor = (...rows: readonly Row[]) =>
    forms(step('auth-username-password-form'), sub('f', 'CONDITIONAL', step('conditional-user-configured'), ...rows));
  const run = (rows: readonly Row[], username: string) =>
    journey({ document: realm(flowOf(rows)), persona: { username } });
  assert.equal(
    run(factor(step('auth-otp-form', 'ALTERNATIVE'), step('webauthn-authenticator', 'ALTERNATIVE')), 'one-otp'),
    'login > login-otp > callback',
  );
  assert.equal(run(factor(step('auth-otp-form'), step('webauthn-authenticator')), 'one-otp'), 'login > callback');
  assert.equal(run(factor(step('allow-access-authenticator')), 'one-otp'), 'login > callback');
  assert.equal(
    run(factor(sub('only nested', 'REQUIRED', step('auth-otp-form'))), 'plain'),
    'login > login-config-totp > callback',
  );
});

test('user-configured before anybody is known is false since 26.5 and an unexpected error before', () => {
  const rows = [
    sub('f', 'CONDITIONAL', step('conditional-user-configured'), step('auth-otp-form')),
    step('auth-username-password-form'),
  ];
  const run = (version: string) => journey({ document: realm(flowOf(rows)), persona: { username: 'plain' }, version });
  assert.equal(run('26.5.0'), 'login > callback');
  assert.equal(run('26.4.7'), 'error');
});

const credential = (config?: Record<string, string>) => step('conditional-credential', 'REQUIRED', config);

test('a credential condition asks what was used in this login', () => {
  assert.equal(outcome({ condition: credential({ credentials: 'password', included: 'false' }) }), PASSED);
  assert.equal(outcome({ condition: credential({ credentials: 'password##otp', included: 'true' }) }), DENIED);
  assert.equal(outcome({ condition: credential({ credentials: 'webauthn-passwordless', included: 'false' }) }), DENIED);
  assert.equal(outcome({ condition: credential({ credentials: 'none', included: 'false' }) }), DENIED);
  assert.equal(outcome({ condition: credential() }), DENIED);
});

test('providers that came later break an older server', () => {
  assert.equal(outcome({ condition: credential(), version: '26.3.5' }), 'login > error');
  assert.equal(outcome({ condition: step('conditional-client-scope'), version: '26.0.8' }), 'login > error');
});

test('the username step alone counts as having used a password', () => {
  const rows = forms(
    step('auth-username-form'),
    sub(
      'deny',
      'CONDITIONAL',
      credential({ credentials: 'password', included: 'true' }),
      step('deny-access-authenticator'),
    ),
  );
  assert.equal(journey({ document: realm(flowOf(rows)), persona: { username: 'plain' } }), 'login-username > error');
});

test('whether a subflow was executed can be asked', () => {
  const rows = (flow_to_check: string, check_result: string) =>
    forms(
      step('auth-username-password-form'),
      sub('2fa', 'CONDITIONAL', step('conditional-user-configured'), step('auth-otp-form')),
      sub(
        'check',
        'CONDITIONAL',
        step('conditional-sub-flow-executed', 'REQUIRED', { flow_to_check, check_result }),
        step('deny-access-authenticator'),
      ),
    );
  const run = (alias: string, result: string, username: string) =>
    journey({ document: realm(flowOf(rows(alias, result))), persona: { username } });
  assert.equal(run('2fa', 'executed', 'plain'), PASSED);
  assert.equal(run('2fa', 'not-executed', 'plain'), DENIED);
  assert.equal(run('2fa', 'executed', 'one-otp'), 'login > login-otp > error');
  assert.equal(run('2fa', 'not-executed', 'one-otp'), 'login > login-otp > callback');
  assert.equal(run('nowhere', 'executed', 'plain'), PASSED);
  assert.equal(run('nowhere', 'not-executed', 'plain'), DENIED);
});

test('a client scope condition asks default and requested optional scopes', () => {
  const scope = (client_scope: string, negate = 'false') =>
    step('conditional-client-scope', 'REQUIRED', { client_scope, negate });
  assert.equal(outcome({ condition: scope('profile') }), DENIED);
  assert.equal(outcome({ condition: scope('phone') }), PASSED);
  assert.equal(outcome({ condition: scope('phone'), params: { scope: 'openid phone' } }), DENIED);
  assert.equal(outcome({ condition: scope('phone', 'true') }), DENIED);
  assert.equal(outcome({ condition: scope('no-such-scope', 'true') }), PASSED);
});

test('a user with a device is not a user without one', () => {
  const who = user('who', { credentials: [CREDENTIALS.otp()] });
  assert.equal(outcome({ condition: role('user'), who }), 'login > login > login > stuck');
});
