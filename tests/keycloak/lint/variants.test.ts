import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintRealm } from '../../../src/keycloak/lint/lint-realm.ts';
import { type Sketch, sketchedRealm } from '../../../src/keycloak/lint/sketch.ts';
import { Problem } from '../../../src/problem.ts';

interface Variant {
  readonly name: string;
  readonly sketch: Sketch;
  readonly version?: string;
  /** `<rule> <severity> <at>`, and part of the message. */
  readonly found: readonly (readonly [place: string, says: string])[];
}

const FORMS = 'auth-username-password-form REQUIRED\n';
const COOKIE = 'auth-cookie ALTERNATIVE\n';
const STAFF = { roles: { realm: [{ name: 'staff' }] } };
const flow = (alias: string, index: number) => `authenticationFlows[alias=${alias}].authenticationExecutions[${index}]`;
const action = (alias: string, enabled = true) => ({ alias, providerId: alias, enabled });
const level = (number: number, age = 36_000) =>
  `  conditional-level-of-authentication REQUIRED loa-condition-level=${number} loa-max-age=${age}\n`;
const ada = { username: 'ada', enabled: true, email: 'ada@example.test', firstName: 'Ada', lastName: 'Example' };
const password = { type: 'password', value: 'x' };

const VARIANTS: readonly Variant[] = [
  {
    name: 'alternatives silenced by a subflow that refuses: an error, whatever the class',
    sketch: {
      flow: `${FORMS}more REQUIRED:\n  staff CONDITIONAL:\n    conditional-user-role REQUIRED condUserRole=staff\n    auth-otp-form REQUIRED\n  allow-access-authenticator ALTERNATIVE`,
      realm: STAFF,
    },
    found: [
      [`L-02 error ${flow('more', 1)}`, 'Predicted for a user with only a password: login → error'],
      [`L-29 error ${flow('example', 1)}`, 'holds only CONDITIONAL subflows'],
    ],
  },
  {
    name: 'a user of the export is named before any stand-in, and the others counted',
    sketch: {
      flow: `${FORMS}auth-otp-form REQUIRED`,
      realm: {
        requiredActions: [action('CONFIGURE_TOTP', false)],
        users: ['ada', 'bob', 'eve'].map((username) => ({
          ...ada,
          username,
          email: `${username}@example.test`,
          credentials: [password],
        })),
      },
    },
    found: [[`L-06 error ${flow('example', 1)}`, 'Predicted for ada (and 2 more of the export): login → error']],
  },
  {
    name: 'who owns the factor is let through by conditional-user-configured: no lock-out',
    sketch: {
      flow: `${FORMS}second CONDITIONAL:\n  conditional-user-configured REQUIRED\n  auth-otp-form REQUIRED`,
      realm: { requiredActions: [action('CONFIGURE_TOTP', false)] },
    },
    found: [],
  },
  {
    name: 'factors that are all ALTERNATIVE refuse who owns none of them',
    sketch: { flow: `${FORMS}second REQUIRED:\n  auth-otp-form ALTERNATIVE\n  webauthn-authenticator ALTERNATIVE` },
    found: [[`L-07 error ${flow('second', 0)}`, 'Who owns none of them is refused']],
  },
  {
    name: 'allow and deny steps are never configured',
    sketch: {
      flow: `${FORMS}second CONDITIONAL:\n  conditional-user-configured REQUIRED\n  deny-access-authenticator REQUIRED`,
    },
    found: [[`L-08 warning ${flow('second', 0)}`, 'it is always false']],
  },
  {
    name: 'a dot makes what stands before it a client',
    sketch: {
      flow: `${FORMS}second CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=app.lead\n  auth-otp-form REQUIRED`,
      realm: { roles: { realm: [{ name: 'app.lead' }] }, clients: [{ clientId: 'app' }] },
    },
    found: [[`L-09 error ${flow('second', 0)}`, 'looked up as a role of client "app"']],
  },
  {
    name: 'the first level subflow is not the lowest',
    sketch: { flow: `two CONDITIONAL:\n${level(2)}  ${FORMS}one CONDITIONAL:\n${level(1)}  auth-otp-form REQUIRED` },
    found: [[`L-10 error ${flow('two', 0)}`, 'is level 2, not 1']],
  },
  {
    name: 'a level twice',
    sketch: { flow: `one CONDITIONAL:\n${level(1)}  ${FORMS}two CONDITIONAL:\n${level(1)}  auth-otp-form REQUIRED` },
    found: [[`L-10 error ${flow('two', 0)}`, 'Level 1 is configured twice']],
  },
  {
    name: 'the map of a client is judged by the flow of that client',
    sketch: {
      flow: `one CONDITIONAL:\n${level(1)}  ${FORMS}`,
      realm: { clients: [{ clientId: 'app', attributes: { 'acr.loa.map': '{"high":"7"}' } }] },
    },
    found: [['L-10 error clients[clientId=app].attributes["acr.loa.map"]', '"high" (level 7)']],
  },
  {
    name: 'a session from a flow without a second factor',
    sketch: {
      flow: `${COOKIE}plain ALTERNATIVE:\n  ${FORMS}`,
      flows: { strict: `${COOKIE}both ALTERNATIVE:\n  ${FORMS}  auth-otp-form REQUIRED` },
      realm: { clients: [{ clientId: 'app', authenticationFlowBindingOverrides: { browser: 'strict' } }] },
    },
    found: [[`L-14 error ${flow('strict', 0)}`, 'login → login-config-totp → callback; with such a session: callback']],
  },
  {
    name: 'a check by client scope, and a session from a request without the scope',
    sketch: {
      flow: `${COOKIE}forms ALTERNATIVE:\n  ${FORMS}  no entry CONDITIONAL:\n    conditional-client-scope REQUIRED client_scope=phone\n    deny-access-authenticator REQUIRED`,
    },
    found: [[`L-14 error ${flow('example', 0)}`, 'scope openid phone']],
  },
  {
    name: 'no way around where the check stands behind the cookie',
    sketch: {
      flow: `who REQUIRED:\n  ${COOKIE}  forms ALTERNATIVE:\n    ${FORMS}no entry CONDITIONAL:\n  conditional-client-scope REQUIRED client_scope=phone\n  conditional-user-role REQUIRED condUserRole=staff\n  deny-access-authenticator DISABLED\n  auth-otp-form REQUIRED`,
      realm: STAFF,
    },
    found: [],
  },
  {
    name: 'a passkey beside a password is no lock-out',
    sketch: {
      flow: 'auth-username-form REQUIRED\nproof REQUIRED:\n  by key ALTERNATIVE:\n    webauthn-authenticator-passwordless REQUIRED\n  by password ALTERNATIVE:\n    auth-password-form REQUIRED',
    },
    found: [],
  },
  {
    name: 'before 26.5 a condition without a user fails',
    version: '26.4',
    sketch: {
      flow: `${COOKIE}forms ALTERNATIVE:\n  first CONDITIONAL:\n    conditional-user-configured REQUIRED\n    auth-otp-form REQUIRED\n  ${FORMS}`,
    },
    found: [[`L-31 error ${flow('first', 0)}`, 'it fails on these: auth-otp-form']],
  },
  {
    name: 'an attribute condition before the username form',
    sketch: {
      flow: `${COOKIE}forms ALTERNATIVE:\n  north CONDITIONAL:\n    conditional-user-attribute REQUIRED attribute_name=office attribute_expected_value=north\n    allow-access-authenticator REQUIRED\n  ${FORMS}`,
    },
    found: [[`L-28 error ${flow('north', 0)}`, 'before anybody is known']],
  },
  {
    name: 'a level condition without config',
    sketch: { flow: `one CONDITIONAL:\n  conditional-level-of-authentication REQUIRED\n  ${FORMS}` },
    found: [[`L-28 error ${flow('one', 0)}`, 'has no config']],
  },
  {
    name: 'a redirector REQUIRED without a default provider; with one it is a decision',
    sketch: { flow: 'identity-provider-redirector REQUIRED\nforms REQUIRED:\n  auth-username-password-form REQUIRED' },
    found: [[`L-35 error ${flow('example', 0)}`, 'a browser without a hint fails there']],
  },
  {
    name: 'a realm that sends everybody to its identity provider',
    sketch: {
      flow: 'identity-provider-redirector REQUIRED defaultProvider=partner',
      realm: { identityProviders: [{ alias: 'partner', providerId: 'oidc' }] },
    },
    found: [],
  },
  {
    name: 'a list of actions without those that settings rely on',
    sketch: { flow: FORMS, realm: { requiredActions: [], verifyEmail: true, resetPasswordAllowed: true } },
    found: [
      ['L-27 error requiredActions', 'VERIFY_EMAIL'],
      ['L-27 error requiredActions', '"Forgot password"'],
    ],
  },
  {
    name: 'a default action that is disabled',
    sketch: {
      flow: FORMS,
      realm: { requiredActions: [{ ...action('TERMS_AND_CONDITIONS', false), defaultAction: true }] },
    },
    found: [['L-26 warning requiredActions[alias=TERMS_AND_CONDITIONS]', 'default action']],
  },
  {
    name: 'a realm without "enabled"',
    sketch: { flow: FORMS, realm: { enabled: undefined } },
    found: [['L-37 error enabled', 'Realm not enabled']],
  },
  {
    name: 'who has to update the profile anyway is not asked by VERIFY_PROFILE',
    sketch: {
      flow: FORMS,
      realm: {
        users: [
          { ...ada, lastName: '', requiredActions: ['UPDATE_PROFILE'] },
          { ...ada, username: 'bob', email: 'bob@example.test', lastName: ' ' },
        ],
      },
    },
    found: [['L-18 warning users[username=bob]', 'VERIFY_PROFILE asks bob for lastName at the next login.']],
  },
  {
    name: 'default groups and default actions',
    sketch: {
      flow: FORMS,
      realm: {
        defaultGroups: ['/people'],
        groups: [{ name: 'people', path: '/people' }],
        requiredActions: [{ ...action('CONFIGURE_TOTP'), defaultAction: true }],
        users: [ada],
      },
    },
    found: [
      ['L-38 warning users[username=ada].groups', 'default groups'],
      ['L-38 warning users[username=ada].requiredActions', 'CONFIGURE_TOTP'],
    ],
  },
  {
    name: 'two flows of one alias',
    sketch: {
      flow: FORMS,
      realm: {
        authenticationFlows: [1, 2].map(() => ({
          alias: 'example',
          providerId: 'basic-flow',
          topLevel: true,
          authenticationExecutions: [{ authenticator: 'auth-username-password-form', requirement: 'REQUIRED' }],
        })),
      },
    },
    found: [['L-42 warning authenticationFlows[1]', 'Another flow has the alias "example" too']],
  },
  {
    name: 'what no login runs through is not looked at',
    sketch: { flow: FORMS, flows: { spare: `${COOKIE}forms REQUIRED:\n  ${FORMS}` } },
    found: [],
  },
];

for (const { name, sketch, version = '26.5', found } of VARIANTS)
  test(name, () => {
    const findings = lintRealm({ document: sketchedRealm(sketch), version });
    assert.deepEqual(
      findings.map(({ rule, severity, at }) => `${rule} ${severity} ${at}`),
      found.map(([place]) => place),
    );
    for (const [index, [, says]] of found.entries())
      assert.ok(findings[index]?.message.includes(says), findings[index]?.message);
  });

test('a row is found by its index in the document, not by its order of running', () => {
  const document = sketchedRealm({
    flow: 'auth-otp-form REQUIRED #20\nauth-username-password-form REQUIRED #10\nauth-otp-form REQUIRED #15',
  });
  const findings = lintRealm({
    document: { ...document, requiredActions: [action('CONFIGURE_TOTP', false)] },
    version: '26.5',
  });
  assert.equal(findings[0]?.at, flow('example', 2));
});

test('what the server would refuse is a located problem', () => {
  const refused = (document: unknown, path: string) =>
    assert.throws(
      () => lintRealm({ document, version: '26.5', file: 'realm.json' }),
      (error) =>
        error instanceof Problem && error.details[0]?.at?.path === path && error.details[0].at.file === 'realm.json',
    );
  refused({ realm: 'r', users: 7 }, 'users');
  refused([], '(document)');
  refused(
    { realm: 'r', clients: [{ clientId: 'a', authenticationFlowBindingOverrides: { browser: 'my flow' } }] },
    'clients[0].authenticationFlowBindingOverrides.browser',
  );
  refused(
    {
      realm: 'r',
      identityProviders: [{ alias: 'a', providerId: 'oidc', postBrokerLoginFlowAlias: {} }],
      defaultGroups: 1,
      components: 4,
    },
    'components',
  );
});
