import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stateOf } from '../../../src/contract/screens.ts';
import { type RadiusClass, radius } from '../../../src/keycloak/radius/radius.ts';
import { radiusText } from '../../../src/keycloak/radius/radius-text.ts';
import { readSide, readSideRealm } from '../../../src/keycloak/radius/realm-side.ts';
import { Problem } from '../../../src/problem.ts';
import { CALLBACK, CREDENTIALS, flowOf, ONE_OTP, PLAIN, type Row, realm, step, sub, user } from '../realm-kit.ts';

type Document = Record<string, unknown>;

function sideOf({ users, ...document }: Document) {
  const listed = Array.isArray(users) ? users : [];
  const source = { file: 'realm.json', document, runs: [{ file: 'users.json', first: 3, read: () => listed }] };
  const read = readSideRealm(source, '26.7.3');
  const client = read.clients.get('app');
  assert.ok(client);
  const request = { response_type: 'code', scope: 'openid', client_id: 'app', redirect_uri: CALLBACK };
  return { source, read, asked: { client, question: { client_id: 'app', request, now: 1_800_000_000 } } };
}

function compared(before: Document, after: Document): RadiusClass[] {
  const [old, next] = [sideOf(before), sideOf(after)];
  const sides = {
    before: readSide(old.source, old.read, old.asked),
    after: readSide(next.source, next.read, next.asked),
  };
  return radius({ ...sides, question: old.asked.question, stateOf });
}

const summary = (classes: readonly RadiusClass[]) =>
  classes.map(({ change, users, example }) => `${change} ${users} ${example}`);

const PASSWORD = step('auth-username-password-form');
const flowRealm = (rows: readonly Row[], users: readonly Document[], change: Document = {}) =>
  realm({ ...flowOf(rows), users, ...change });
const NEVER = [PASSWORD];
const IF_OWNED = [
  PASSWORD,
  sub('2fa', 'CONDITIONAL', step('conditional-user-configured'), step('auth-otp-form', 'ALTERNATIVE')),
];
const ALWAYS = [PASSWORD, step('auth-otp-form')];
const withoutEnrolment = {
  requiredActions: [{ alias: 'VERIFY_PROFILE', name: 'v', providerId: 'VERIFY_PROFILE', enabled: true }],
};

test('a code that becomes a demand is a challenge to its owners and an enrolment to the others', () => {
  const users = [ONE_OTP, PLAIN, user('third')];
  assert.deepEqual(summary(compared(flowRealm(NEVER, users), flowRealm(ALWAYS, users))), [
    'must_enroll 2 plain',
    'gains_challenge 1 one-otp',
  ]);
  assert.deepEqual(summary(compared(flowRealm(ALWAYS, users), flowRealm(IF_OWNED, users))), [
    'loses_second_factor 2 plain',
    'unchanged 1 one-otp',
  ]);
});

test('a demand that cannot be met locks out', () => {
  const classes = compared(
    flowRealm(IF_OWNED, [PLAIN, ONE_OTP]),
    flowRealm(ALWAYS, [PLAIN, ONE_OTP], withoutEnrolment),
  );
  assert.deepEqual(summary(classes), ['locked_out 1 plain', 'unchanged 1 one-otp']);
  assert.deepEqual(radiusText(classes), [
    'locked out               1 user, such as plain',
    '    before  login > callback',
    '    after   login > error ("Cannot login, credential setup required.")',
    '    why     credential-setup-required',
    'unchanged                1 user, such as one-otp',
    '    both    login > login-otp > callback',
  ]);
});

test('users are matched by name without case, in any order; the others are gone or new', () => {
  const before = flowRealm(NEVER, [user('Ann'), user('bob'), user('cid')]);
  const after = flowRealm(NEVER, [user('dan'), user('CID'), user('ann')]);
  assert.deepEqual(summary(compared(before, after)), ['gone 1 bob', 'newly_present 1 dan', 'unchanged 2 cid']);
});

test('somebody whose name is the address of another cannot be known', () => {
  const users = [user('bob@x.example', { email: 'own@x.example' }), user('ann', { email: 'Bob@x.example' })];
  const classes = compared(flowRealm(NEVER, users, { loginWithEmailAllowed: false }), flowRealm(NEVER, users));
  assert.deepEqual(summary(classes), ['unsupported 1 bob@x.example', 'unchanged 1 ann']);
  assert.match(
    radiusText(classes).join('\n'),
    /after {3}\[sign-in: this username is the e-mail address of another user/,
  );
});

test('the last user with an address has it: a name that is its own address is found then', () => {
  const own = user('bob@x.example', { email: 'bob@x.example' });
  const other = user('ann', { email: 'bob@x.example' });
  const shadowed = (users: readonly Document[]) => summary(compared(flowRealm(NEVER, users), flowRealm(NEVER, users)));
  assert.deepEqual(shadowed([other, own]), ['unchanged 2 ann']);
  assert.deepEqual(shadowed([own, other]), ['unsupported 1 bob@x.example', 'unchanged 1 ann']);
});

const afterLines = (classes: readonly RadiusClass[]) =>
  radiusText(classes).filter((line) => line.startsWith('    after'));

test('a passkey is used by its owner and locks out the others', () => {
  const keyOnly = [step('auth-username-form'), step('webauthn-authenticator-passwordless')];
  const keyed = user('keyed', { credentials: [CREDENTIALS.password, { type: 'webauthn-passwordless' }] });
  const classes = compared(flowRealm(NEVER, [keyed, PLAIN]), flowRealm(keyOnly, [keyed, PLAIN]));
  assert.deepEqual(summary(classes), ['locked_out 1 plain', 'gains_challenge 1 keyed']);
  assert.equal(afterLines(classes)[1], '    after   login-username > webauthn-authenticate > callback');
});

test('who cannot go on asks for another way', () => {
  const either = [
    sub('first', 'REQUIRED', step('webauthn-authenticator-passwordless', 'ALTERNATIVE'), {
      ...PASSWORD,
      requirement: 'ALTERNATIVE',
    }),
  ];
  const keyed = user('keyed', { credentials: [{ type: 'webauthn-passwordless' }] });
  const classes = compared(flowRealm(NEVER, [keyed, PLAIN]), flowRealm(either, [keyed, PLAIN]));
  assert.deepEqual(summary(classes), ['gains_challenge 1 keyed', 'unchanged 1 plain']);
  assert.deepEqual(afterLines(classes), [
    '    after   login > select-authenticator > webauthn-authenticate > callback',
  ]);
});

test('a role that only users name exists for everybody', () => {
  const denied = [
    PASSWORD,
    sub(
      'deny',
      'CONDITIONAL',
      step('conditional-user-role', 'REQUIRED', { condUserRole: 'ghost', negate: 'true' }),
      step('deny-access-authenticator'),
    ),
    sub('2fa', 'CONDITIONAL', step('conditional-user-configured'), step('auth-otp-form', 'ALTERNATIVE')),
  ];
  const ghost = user('ghostly', { realmRoles: ['ghost'] });
  const classes = compared(flowRealm(denied, [PLAIN]), flowRealm(denied, [PLAIN, ghost]));
  assert.deepEqual(summary(classes), ['locked_out 1 plain', 'newly_present 1 ghostly']);
});

test('what a group or its parent brings counts only where it is asked for', () => {
  const groups = [
    { name: 'ops', attributes: { tier: ['gold'] }, realmRoles: ['user'], subGroups: [{ name: 'night' }] },
    { name: 'day', attributes: { tier: ['iron'] } },
  ];
  const people = ['/ops', '/ops/night', '/day'].map((path) => user(path.replaceAll('/', '-'), { groups: [path] }));
  const deniedTo = (condition: string, config: Record<string, string>) =>
    flowRealm(
      [PASSWORD, sub('deny', 'CONDITIONAL', step(condition, 'REQUIRED', config), step('deny-access-authenticator'))],
      [...people, PLAIN],
      { groups },
    );
  const attribute = { attribute_name: 'tier', attribute_expected_value: 'gold' };
  const open = flowRealm(
    [PASSWORD, sub('2fa', 'CONDITIONAL', step('conditional-user-configured'), step('auth-otp-form'))],
    [...people, PLAIN],
    { groups },
  );
  const inherited = { ...attribute, include_group_attributes: 'true' };
  assert.deepEqual(summary(compared(open, deniedTo('conditional-user-attribute', inherited))), [
    'locked_out 2 -ops',
    'unchanged 2 -day',
  ]);
  assert.deepEqual(summary(compared(open, deniedTo('conditional-user-attribute', attribute))), ['unchanged 4 -ops']);
  assert.deepEqual(summary(compared(open, deniedTo('conditional-user-role', { condUserRole: 'user' }))), [
    'locked_out 2 -ops',
    'unchanged 2 -day',
  ]);
});

function refusal(users: readonly unknown[]): string {
  const { source, read, asked } = sideOf(realm({ users }));
  try {
    readSide(source, read, asked);
  } catch (error) {
    assert.ok(error instanceof Problem);
    return error.message;
  }
  return 'accepted';
}

const REFUSED: readonly (readonly [string, readonly unknown[], RegExp])[] = [
  ['a second user of a name', [user('bob'), user('BOB')], /users\.json users\[4\]: a second user "bob"/],
  ['a user that is none', [PLAIN, 'bob'], /users\.json users\[4\].*: found a string/],
  ['a user without a name', [PLAIN, { enabled: true }], /users\.json users\[4\]\.username: missing/],
  ['an unknown group', [user('a', { groups: ['/ops'] })], /users\[3\]\.groups\[0\]: no group has the path/],
  ['a switch that is none', [user('a', { enabled: 'perhaps' })], /users\[3\]\.enabled: found "perhaps"/],
  ['a credential that is none', [user('a', { credentials: [{ value: {} }] })], /users\[3\]\.credentials\[0\]/],
  [
    'codes that are not JSON',
    [user('a', { credentials: [{ ...CREDENTIALS.codes, credentialData: '{' }] })],
    /credentialData: not JSON/,
  ],
];

for (const [name, users, expected] of REFUSED)
  test(`${name} is refused at its place`, () => assert.match(refusal(users), expected));
