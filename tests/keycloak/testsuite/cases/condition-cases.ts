import { forms, type Row, step, sub } from '../../realm-kit.ts';
import type { Case } from '../case.ts';

const name = step('auth-username-form');
const both = step('auth-username-password-form');
const password = step('auth-password-form');
const otp = step('auth-otp-form');
const configured = step('conditional-user-configured');
const role = (condUserRole: string, negate = 'false') =>
  step('conditional-user-role', 'REQUIRED', { condUserRole, negate });
const deny = (denyErrorMessage: string) => step('deny-access-authenticator', 'REQUIRED', { denyErrorMessage });

const NO_ROLE = "Your account doesn't have the required role";
const NO_ATTRIBUTE = "You don't have necessary attribute.";

/** Who has the offline role is let in before a password is asked. */
const ALLOWED_BY_ROLE = forms(
  name,
  sub(
    'second',
    'REQUIRED',
    sub(
      'third',
      'ALTERNATIVE',
      sub('fourth', 'CONDITIONAL', role('offline_access'), step('allow-access-authenticator')),
    ),
    step('auth-password-form', 'ALTERNATIVE'),
  ),
);

const approved = (not: string) =>
  step('conditional-user-attribute', 'REQUIRED', {
    attribute_name: 'x-approved',
    attribute_expected_value: 'true',
    include_group_attributes: 'true',
    not,
  });
const APPROVED = {
  flow: forms(
    name,
    sub('allowed', 'CONDITIONAL', approved('false'), step('allow-access-authenticator')),
    sub('refused', 'CONDITIONAL', approved('true'), deny(NO_ATTRIBUTE)),
    password,
  ),
  realm: { groups: [{ name: 'approved', path: '/approved', attributes: { 'x-approved': ['true'] } }] },
  users: {
    approved: { attributes: { 'x-approved': ['true'] } },
    'approved-by-group': { groups: ['/approved'] },
  },
};

/** The default forms and then a subflow that denies, depending on whether the second factor was run. */
const executed = (flow_to_check: string, check_result: string): readonly Row[] =>
  forms(
    both,
    sub('factor', 'CONDITIONAL', configured, step('auth-otp-form', 'ALTERNATIVE')),
    sub(
      'check',
      'CONDITIONAL',
      step('conditional-sub-flow-executed', 'REQUIRED', { flow_to_check, check_result }),
      step('deny-access-authenticator'),
    ),
  );

/** The default forms with a condition on the credentials used so far. */
const used = (config?: Readonly<Record<string, string>>): readonly Row[] =>
  forms(
    both,
    sub(
      'factor',
      'CONDITIONAL',
      configured,
      step('conditional-credential', 'REQUIRED', config),
      step('auth-otp-form', 'ALTERNATIVE'),
    ),
  );

/** A code that is asked depending on a client scope. */
const byScope = (config: Readonly<Record<string, string>>): readonly Row[] =>
  forms(both, sub('factor', 'CONDITIONAL', step('conditional-client-scope', 'REQUIRED', config), otp));
const AFTER_PASSWORD =
  'the condition stands after the password form, not in the flow after a login at an external provider: that login is not in a realm';

export const CONDITION_CASES: readonly Case[] = [
  {
    id: 'V-BF-06',
    what: 'a conditional subflow whose condition is true is run',
    persona: 'two-otp',
    setup: { flow: forms(name, sub('second', 'CONDITIONAL', configured, password)) },
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-password'],
    ],
  },
  {
    id: 'V-BF-07',
    what: 'a conditional subflow without a condition is skipped, and the password with it',
    persona: 'two-otp',
    setup: { flow: forms(name, sub('second', 'CONDITIONAL', password)) },
    steps: [
      ['open', 'login-username'],
      ['username right', 'callback'],
    ],
  },
  {
    id: 'V-BF-08',
    what: 'a conditional subflow whose only condition is disabled is skipped',
    persona: 'two-otp',
    setup: {
      flow: forms(name, sub('second', 'CONDITIONAL', step('conditional-user-configured', 'DISABLED'), password)),
    },
    steps: [
      ['open', 'login-username'],
      ['username right', 'callback'],
    ],
  },
  {
    id: 'V-BF-09',
    what: 'a condition in a required subflow counts for nothing',
    persona: 'two-otp',
    setup: { flow: forms(name, sub('second', 'REQUIRED', role('non-existing-role'), password)) },
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-password'],
    ],
  },
  {
    id: 'V-BF-18',
    what: 'a conditional subflow in a required one acts as required for who is configured',
    persona: 'one-otp',
    setup: { flow: forms(name, sub('second', 'REQUIRED', sub('third', 'CONDITIONAL', configured, otp))) },
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-otp', { devices: [] }],
      ['otp right', 'callback'],
    ],
  },
  {
    id: 'V-BF-19',
    what: 'two conditions must both be true, and a disabled alternative is no way',
    persona: 'two-otp',
    setup: {
      flow: forms(
        both,
        sub(
          'second',
          'CONDITIONAL',
          configured,
          role('user'),
          step('auth-otp-form', 'ALTERNATIVE'),
          sub('third', 'ALTERNATIVE', step('auth-otp-form', 'DISABLED')),
        ),
      ),
    },
    steps: [
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password right', 'login-otp', { devices: ['first', 'unnamed'], another_way: false }],
      ['otp right of first', 'callback'],
    ],
  },
  {
    id: 'V-BF-11',
    what: 'without the role no code is asked',
    persona: 'one-otp',
    setup: { flow: forms(both, sub('second', 'CONDITIONAL', role('user'), otp)) },
    steps: [
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-BF-13',
    what: 'a client role counts through a composite, its name written with a dot',
    persona: 'two-otp',
    setup: {
      flow: forms(both, sub('second', 'CONDITIONAL', role('test-app.child-client-role-1'), otp)),
      realm: {
        roles: {
          realm: [{ name: 'user' }],
          client: {
            'test-app': [
              { name: 'child-client-role-1' },
              {
                name: 'composite-client-role-1',
                composite: true,
                composites: { client: { 'test-app': ['child-client-role-1'] } },
              },
            ],
          },
        },
      },
      users: { 'two-otp': { realmRoles: ['user'], clientRoles: { 'test-app': ['composite-client-role-1'] } } },
    },
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['new browser'],
      ['be one-otp'],
      ['open', 'login'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-AD-07',
    what: 'who has the role is denied, who has it not goes on',
    persona: 'test-user',
    setup: { flow: forms(name, sub('second', 'CONDITIONAL', role('offline_access'), deny(NO_ROLE)), password) },
    steps: [
      ['open', 'login-username'],
      ['username right', `error ! ${NO_ROLE}`, { status: 401 }],
      ['be john'],
      ['open', 'login-username'],
      ['username right', 'login-password'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-AD-08',
    what: 'a negated role denies who has it not',
    persona: 'john',
    setup: { flow: forms(name, sub('second', 'CONDITIONAL', role('offline_access', 'true'), deny(NO_ROLE)), password) },
    steps: [
      ['open', 'login-username'],
      ['username right', `error ! ${NO_ROLE}`, { status: 401 }],
      ['be test-user'],
      ['open', 'login-username'],
      ['username right', 'login-password'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-AD-03',
    what: 'a denial may name a key of the message bundle',
    persona: 'test-user',
    setup: { flow: forms(name, deny('brokerLinkingSessionExpired')) },
    steps: [
      ['open', 'login-username'],
      [
        'username right',
        'error ! Requested broker account linking, but current session is no longer valid.',
        { status: 401 },
      ],
    ],
  },
  {
    id: 'V-AD-04',
    what: 'a key that no bundle has is shown as it is',
    persona: 'test-user',
    setup: { flow: forms(name, deny('not-existing-property')) },
    steps: [
      ['open', 'login-username'],
      ['username right', 'error ! not-existing-property', { status: 401 }],
    ],
  },
  {
    id: 'V-AD-09',
    what: 'without the role the way around the password is closed',
    persona: 'john',
    setup: { flow: ALLOWED_BY_ROLE },
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-password'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-AD-10',
    what: 'with the role nobody asks for the password',
    persona: 'test-user',
    setup: { flow: ALLOWED_BY_ROLE },
    steps: [
      ['open', 'login-username'],
      ['username right', 'callback'],
    ],
  },
  {
    id: 'V-AD-06',
    what: 'a pattern on the first name denies',
    persona: 'test-user',
    setup: {
      flow: forms(
        name,
        sub(
          'second',
          'CONDITIONAL',
          step('conditional-user-attribute', 'REQUIRED', {
            attribute_name: 'firstName',
            attribute_expected_value: 'T(.*)',
            regex: 'true',
          }),
          deny(NO_ATTRIBUTE),
        ),
        password,
      ),
    },
    steps: [
      ['open', 'login-username'],
      ['username right', `error ! ${NO_ATTRIBUTE}`, { status: 401 }],
    ],
  },
  {
    id: 'V-ATTR-01',
    what: 'an attribute of the user is seen',
    persona: 'approved',
    setup: APPROVED,
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-password'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-ATTR-02',
    what: 'an attribute of the group is seen',
    persona: 'approved-by-group',
    setup: APPROVED,
    instead: 'the user has the attribute through the group only, which tells inheritance apart',
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-password'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-ATTR-04',
    what: 'without the attribute anywhere access is denied',
    persona: 'test-user',
    setup: APPROVED,
    steps: [
      ['open', 'login-username'],
      ['username right', `error ! ${NO_ATTRIBUTE}`, { status: 401 }],
    ],
  },
  {
    id: 'V-SUB-01',
    what: 'a second factor that was not run is not "executed"',
    persona: 'test-user',
    setup: { flow: executed('factor', 'executed') },
    steps: [
      ['open', 'login'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-SUB-02',
    what: 'a second factor that was not run is "not-executed", and denied',
    persona: 'test-user',
    setup: { flow: executed('factor', 'not-executed') },
    steps: [
      ['open', 'login'],
      ['password right', 'error ! Access denied', { status: 401 }],
    ],
  },
  {
    id: 'V-SUB-04',
    what: 'a second factor that was run is not denied',
    persona: 'two-otp',
    setup: { flow: executed('factor', 'not-executed') },
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['otp right of first', 'callback'],
    ],
  },
  {
    id: 'V-SUB-06',
    what: 'a subflow that does not exist is "not-executed"',
    persona: 'test-user',
    setup: { flow: executed('no such flow', 'not-executed') },
    steps: [
      ['open', 'login'],
      ['password right', 'error ! Access denied', { status: 401 }],
    ],
  },
  {
    id: 'V-CRED-02',
    what: 'who used a password that must not be included is asked no code',
    persona: 'one-otp',
    setup: { flow: used({ credentials: 'password', included: 'false' }) },
    steps: [
      ['open', 'login'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-CRED-03',
    what: 'a passkey that was not used and must not be is no obstacle',
    persona: 'one-otp',
    setup: { flow: used({ credentials: 'webauthn-passwordless', included: 'false' }) },
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['otp right', 'callback'],
    ],
  },
  {
    id: 'V-CRED-05',
    what: 'a condition on credentials without a config is true',
    persona: 'one-otp',
    setup: { flow: used() },
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['otp right', 'callback'],
    ],
  },
  {
    id: 'V-CRED-07',
    what: 'who used a password has not used "none"',
    persona: 'one-otp',
    setup: { flow: used({ credentials: 'none', included: 'false' }) },
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['otp right', 'callback'],
    ],
  },
  {
    id: 'V-BRK-01',
    what: 'a scope the client has by default makes the condition true',
    persona: 'test-user',
    setup: { flow: byScope({ client_scope: 'profile' }) },
    instead: AFTER_PASSWORD,
    steps: [
      ['open', 'login'],
      ['password right', 'login-config-totp !'],
      ['enroll right', 'callback'],
    ],
  },
  {
    id: 'V-BRK-02',
    what: 'an optional scope that was not asked for makes the condition false',
    persona: 'test-user',
    setup: { flow: byScope({ client_scope: 'phone' }) },
    instead: AFTER_PASSWORD,
    steps: [
      ['open', 'login'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-BRK-04',
    what: 'an optional scope that was asked for makes the negated condition false',
    persona: 'test-user',
    setup: { flow: byScope({ client_scope: 'phone', negate: 'true' }) },
    instead: AFTER_PASSWORD,
    steps: [
      ['open ?scope=openid+phone', 'login'],
      ['password right', 'callback'],
    ],
  },
];
