import fc from 'fast-check';
import { flowOf, type Row, step, sub } from '../realm-kit.ts';

/** Realms, users and requests made of the few values that mean something to each other. */
const REQUIREMENT = fc.constantFrom('REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED');
const ATTRIBUTE = fc.constantFrom('tier', 'mfa', 'email', 'username', 'lastName', 'constructor');
const ROLE = fc.constantFrom('staff', 'boss', 'ghost', 'app.operator', 'account.delete-account', 'toString');
const FLAG = fc.constantFrom('true', 'false');

const attributeCondition = fc
  .record({
    name: ATTRIBUTE,
    value: fc.constantFrom('gold', 'skip', 'Ba.*', '', 'a@corp.example', '('),
    regex: FLAG,
    not: FLAG,
    inherit: FLAG,
  })
  .map(({ name, value, regex, not, inherit }) =>
    step('conditional-user-attribute', 'REQUIRED', {
      attribute_name: name,
      attribute_expected_value: value,
      ...{ regex, not, include_group_attributes: inherit },
    }),
  );
const roleCondition = fc
  .record({ role: ROLE, negate: FLAG })
  .map(({ role, negate }) => step('conditional-user-role', 'REQUIRED', { condUserRole: role, negate }));
const loaCondition = fc
  .constantFrom('1', '2', '3')
  .map((level) => step('conditional-level-of-authentication', 'REQUIRED', { 'loa-condition-level': level }));
const usedCondition = fc
  .constantFrom('otp', 'password', 'webauthn-passwordless')
  .map((credentials) => step('conditional-credential', 'REQUIRED', { credentials }));
const condition = fc.oneof(
  fc.constant(step('conditional-user-configured')),
  attributeCondition,
  roleCondition,
  loaCondition,
  usedCondition,
);

const controlledOtp = fc
  .record(
    { name: ATTRIBUTE, skip: ROLE, force: ROLE, fallback: fc.constantFrom('skip', 'force') },
    { requiredKeys: [] },
  )
  .map(({ name, skip, force, fallback }) => ({
    ...(name ? { otpControlAttribute: name } : {}),
    ...(skip ? { skipOtpRole: skip } : {}),
    ...(force ? { forceOtpRole: force } : {}),
    ...(fallback ? { defaultOtpOutcome: fallback } : {}),
  }));

const factor: fc.Arbitrary<Row> = fc.oneof(
  fc
    .record({
      id: fc.constantFrom(
        'auth-otp-form',
        'auth-recovery-authn-code-form',
        'webauthn-authenticator',
        'webauthn-authenticator-passwordless',
        'auth-password-form',
        'deny-access-authenticator',
        'allow-access-authenticator',
        'organization',
      ),
      requirement: fc.constantFrom('REQUIRED', 'ALTERNATIVE', 'ALTERNATIVE'),
    })
    .map(({ id, requirement }) => step(id, requirement)),
  fc
    .record({ config: controlledOtp, requirement: fc.constantFrom('REQUIRED', 'ALTERNATIVE') })
    .map(({ config, requirement }) => step('auth-conditional-otp-form', requirement, config)),
);

const first = fc.constantFrom(
  [step('auth-username-password-form')],
  [step('auth-username-form'), step('auth-password-form')],
  [step('auth-username-form')],
  [step('auth-username-form'), step('auth-username-form'), step('auth-password-form')],
  [step('organization', 'ALTERNATIVE'), step('auth-username-password-form', 'ALTERNATIVE')],
  [step('webauthn-authenticator-passwordless', 'ALTERNATIVE'), step('auth-username-password-form', 'ALTERNATIVE')],
);

/** A first factor, then conditional or plain levels of second factors. */
const flow = fc
  .record({
    first,
    levels: fc.array(
      fc.record({
        requirement: REQUIREMENT,
        conditions: fc.array(condition, { maxLength: 2 }),
        factors: fc.array(factor, { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ first: rows, levels }) => [
    sub('first', 'REQUIRED', ...rows),
    ...levels.map(({ requirement, conditions, factors }, index) =>
      sub(`level ${index}`, requirement === 'ALTERNATIVE' ? 'REQUIRED' : requirement, ...conditions, ...factors),
    ),
  ]);

export const ALIASES = [
  'CONFIGURE_TOTP',
  'UPDATE_PASSWORD',
  'UPDATE_PROFILE',
  'VERIFY_EMAIL',
  'VERIFY_PROFILE',
  'UPDATE_EMAIL',
  'TERMS_AND_CONDITIONS',
  'webauthn-register',
  'CONFIGURE_RECOVERY_AUTHN_CODES',
  'delete_account',
  'delete_credential',
];
const requiredActions = fc
  .record({ enabled: fc.array(fc.constantFrom(...ALIASES), { maxLength: 11 }), codes: fc.boolean() })
  .map(({ enabled, codes }) =>
    ALIASES.map((alias, index) => ({
      ...{ alias, name: alias, providerId: alias, enabled: enabled.includes(alias), priority: index * 10 },
      config: codes && alias === 'CONFIGURE_TOTP' ? { 'add-recovery-codes': 'true' } : {},
    })),
  );

const profileAttribute = fc
  .record({
    name: fc.constantFrom('email', 'firstName', 'lastName', 'username', 'tier', 'mfa'),
    required: fc.boolean(),
    edit: fc.boolean(),
    validations: fc.constantFrom(
      {},
      { length: { min: 3, max: 8 } },
      { pattern: { pattern: '[a-z]+' } },
      { options: { options: ['gold', 'skip'] } },
      { email: {} },
    ),
  })
  .map(({ name, required, edit, validations }) => ({
    ...{ name, validations, permissions: { edit: edit ? ['user'] : ['admin'], view: ['user'] } },
    ...(required ? { required: { roles: ['user'] } } : {}),
  }));
const profile = fc.uniqueArray(profileAttribute, { selector: ({ name }) => name, maxLength: 5 }).map((attributes) => ({
  'org.keycloak.userprofile.UserProfileProvider': [
    { providerId: 'declarative-user-profile', config: { 'kc.user.profile.config': [JSON.stringify({ attributes })] } },
  ],
}));

const ORGANIZATIONS = [
  {
    name: 'Corp',
    alias: 'corp',
    domains: [{ name: 'corp.example' }],
    members: [{ username: 'u0' }, { username: 'u1' }],
    identityProviders: [{ alias: 'hub' }],
  },
  {
    name: 'Dept',
    alias: 'dept',
    domains: [{ name: 'dept.example' }],
    members: [{ username: 'u1' }],
    identityProviders: [],
  },
];

/** A realm document without users. */
export const realmDocument: fc.Arbitrary<Record<string, unknown>> = fc
  .record({
    flow,
    switches: fc.record({
      verifyEmail: fc.boolean(),
      loginWithEmailAllowed: fc.boolean(),
      editUsernameAllowed: fc.boolean(),
      bruteForceProtected: fc.boolean(),
      organizationsEnabled: fc.boolean(),
      duplicateEmailsAllowed: fc.boolean(),
      passwordPolicy: fc.constantFrom('length(8)', 'forceExpiredPasswordChange(30)', 'forceExpiredPasswordChange(30)'),
    }),
    requiredActions: fc.option(requiredActions, { nil: undefined }),
    components: fc.option(profile, { nil: undefined }),
    smtpServer: fc.constantFrom({}, { host: 'mail' }),
    consentRequired: fc.boolean(),
  })
  .map(({ flow: rows, switches, consentRequired, ...parts }) => ({
    ...{ realm: 'lab', enabled: true, sslRequired: 'none', ...switches, ...parts, ...flowOf(rows) },
    roles: {
      realm: [
        { name: 'staff' },
        { name: 'boss', composite: true, composites: { realm: ['staff'], client: { app: ['operator'] } } },
      ],
      client: { app: [{ name: 'operator' }] },
    },
    groups: [
      {
        name: 'ops',
        attributes: { tier: ['gold'] },
        realmRoles: ['boss'],
        subGroups: [{ name: 'night', attributes: { mfa: ['skip'] } }],
      },
      { name: 'plain' },
    ],
    clients: [{ clientId: 'app', redirectUris: ['https://app.example.test/*'], consentRequired }],
    identityProviders: [
      {
        alias: 'hub',
        providerId: 'oidc',
        config: { 'kc.org.domain': 'corp.example', 'kc.org.broker.redirect.mode.email-matches': 'true' },
      },
    ],
    organizations: ORGANIZATIONS,
  }));
