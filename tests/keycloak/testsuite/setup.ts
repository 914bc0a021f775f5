import { readRealm } from '../../../src/keycloak/read-realm.ts';
import { CREDENTIALS, flowOf, forms, step, sub } from '../realm-kit.ts';
import type { Setup } from './case.ts';

export const CALLBACK = 'https://app.example.test/auth/callback';
const REDIRECTS = ['https://app.example.test/auth/*'];

type Members = Readonly<Record<string, unknown>>;

const { password, otp } = CREDENTIALS;

/** Usernames by the names that cases use. */
export const PEOPLE: Readonly<Record<string, string>> = {
  'test-user': 'test-user@localhost',
  john: 'john-doh@localhost',
  'keycloak-user': 'keycloak-user@localhost',
  'one-otp': 'user-with-one-configured-otp',
  'two-otp': 'user-with-two-configured-otp',
};

function person(name: string, change: Members): Members {
  const username = PEOPLE[name] ?? name;
  return { username, enabled: true, emailVerified: true, credentials: [password], ...change };
}

const A_PEOPLE: Readonly<Record<string, Members>> = {
  'test-user': {
    firstName: 'Tom',
    lastName: 'Tester',
    email: 'test-user@localhost',
    realmRoles: ['user', 'offline_access'],
  },
  john: { email: 'john-doh@localhost', realmRoles: ['user'] },
  'keycloak-user': { email: 'keycloak-user@localhost', realmRoles: ['user'] },
  'one-otp': { email: 'otp1@example.test', credentials: [password, otp()] },
  'two-otp': { email: 'otp2@example.test', realmRoles: ['user'], credentials: [otp('first'), password, otp()] },
  'login-test': { email: 'login@test.com' },
  'login-test2': { email: 'login2@test.com' },
};

/** What the fixtures consist of: people, members of the realm, other clients, whether incomplete profiles matter. */
interface Fixture {
  readonly people: Readonly<Record<string, Members>>;
  readonly realm: Members;
  readonly client?: Members;
  readonly clients?: readonly Members[];
  readonly verify_profile: boolean;
}

const client = (clientId: string, change: Members = {}) => ({
  clientId,
  publicClient: true,
  redirectUris: REDIRECTS,
  ...change,
});
const THIRD_PARTY = client('third-party', { consentRequired: true, baseUrl: 'https://app.example.test/auth' });

/** Import reads the other members of the policy only beside its type. */
const OTP_POLICY = {
  otpPolicyType: 'totp',
  otpPolicyAlgorithm: 'HmacSHA1',
  otpPolicyDigits: 6,
  otpPolicyPeriod: 30,
  otpPolicyLookAheadWindow: 1,
};

const A: Fixture = {
  people: A_PEOPLE,
  realm: { registrationAllowed: true, resetPasswordAllowed: true, editUsernameAllowed: true },
  clients: [THIRD_PARTY],
  verify_profile: false,
};

/** The level flow of fixture L. The third level is passed without a page. */
export function levels(ages: readonly [number, number, number] = [36_000, 0, 0]) {
  const level = (number: number) =>
    step('conditional-level-of-authentication', 'REQUIRED', {
      'loa-condition-level': String(number),
      'loa-max-age': String(ages[number - 1]),
    });
  return forms(
    sub('level1', 'CONDITIONAL', level(1), step('auth-username-password-form')),
    sub('level2', 'CONDITIONAL', level(2), step('auth-otp-form')),
    sub('level3', 'CONDITIONAL', level(3), step('allow-access-authenticator')),
  );
}

export const LEVEL_MAP = { 'acr.loa.map': '{"copper":0,"silver":1,"gold":2}' };

const L: Fixture = {
  ...A,
  people: { ...A_PEOPLE, 'test-user': { ...A_PEOPLE['test-user'], credentials: [password, otp()] } },
  realm: { ...A.realm, otpPolicyCodeReusable: true, ...flowOf(levels()) },
  client: { attributes: LEVEL_MAP },
};

const names = (firstName: string | undefined, lastName: string | undefined) => ({
  ...(firstName === undefined ? {} : { firstName }),
  ...(lastName === undefined ? {} : { lastName }),
});
const P: Fixture = {
  people: {
    'login-test': { email: 'login@test.com' },
    'login-test4': { email: 'login4@test.com', ...names(undefined, 'ExistingLast') },
    'login-test5': { email: 'login5@test.com', ...names('ExistingFirst', 'ExistingLast') },
    'login-nomail': names('ExistingFirst', 'ExistingLast'),
  },
  realm: {
    editUsernameAllowed: true,
    clientScopes: ['department', 'profile'].map((name) => ({ name, protocol: 'openid-connect' })),
  },
  client: { defaultClientScopes: ['department'], optionalClientScopes: [] },
  clients: [client('client-b', { defaultClientScopes: [], optionalClientScopes: ['department'] })],
  verify_profile: true,
};

const WHOLE = { ...names('First', 'Last') };
export const NEWORG = {
  name: 'neworg',
  alias: 'neworg',
  enabled: true,
  domains: [{ name: 'neworg.org' }],
  identityProviders: [{ alias: 'broker' }],
};
export const ORG_B = { name: 'org-b', alias: 'org-b', enabled: true, domains: [{ name: 'org-b.org' }] };
export const membersOf = (organization: object, ...usernames: readonly string[]) => ({
  ...organization,
  members: usernames.map((username) => ({ username })),
});
const O: Fixture = {
  people: {
    'jdoe@neworg.org': { ...WHOLE, email: 'jdoe@neworg.org' },
    'contractor@contractor.org': { ...WHOLE, email: 'contractor@contractor.org' },
  },
  realm: {
    organizationsEnabled: true,
    organizations: [membersOf(NEWORG, 'jdoe@neworg.org', 'contractor@contractor.org')],
    identityProviders: [{ alias: 'broker', providerId: 'oidc', enabled: true, hideOnLogin: true, config: {} }],
  },
  verify_profile: true,
};

const NEW: Fixture = {
  people: { 'basic-user': { ...WHOLE, email: 'basic-user@example.test' } },
  realm: {},
  verify_profile: true,
};

const FIXTURES: Readonly<Record<NonNullable<Setup['fixture']>, Fixture>> = { A, L, P, O, new: NEW };

/** The realm document of a setup, as the named version would have it. */
export function documentOf(setup: Setup, version: string): Members {
  const fixture = FIXTURES[setup.fixture ?? 'A'];
  const people = { ...fixture.people };
  for (const [name, change] of Object.entries(setup.users ?? {})) people[name] = { ...people[name], ...change };
  return {
    realm: 'testsuite',
    enabled: true,
    sslRequired: 'none',
    loginWithEmailAllowed: true,
    ...OTP_POLICY,
    roles: { realm: [{ name: 'user' }, { name: 'offline_access' }] },
    ...fixture.realm,
    clients: [client('test-app', { ...fixture.client, ...setup.client }), ...(fixture.clients ?? [])],
    users: Object.entries(people).map(([name, members]) => person(name, members)),
    requiredActions: actionsOf(setup, version, fixture.verify_profile),
    ...(setup.flow ? flowOf(setup.flow) : {}),
    ...(setup.profile ? { components: profileComponent(setup.profile) } : {}),
    ...setup.realm,
  };
}

/** Every action that a new realm of this version has, as changed by the setup. */
function actionsOf({ actions = {}, only_actions }: Setup, version: string, verify_profile: boolean): Members[] {
  const built_in = [...readRealm({ realm: 'new' }, { version }).required_actions.values()];
  return built_in
    .filter(({ alias }) => !only_actions || only_actions.includes(alias))
    .map(({ alias, name, provider_id, enabled, priority }) => ({
      alias,
      name,
      providerId: provider_id,
      enabled: alias === 'VERIFY_PROFILE' ? verify_profile : enabled,
      defaultAction: false,
      priority,
      config: {},
      ...actions[alias],
    }));
}

function profileComponent(attributes: readonly object[]): Members {
  const config = { 'kc.user.profile.config': [JSON.stringify({ attributes })] };
  return {
    'org.keycloak.userprofile.UserProfileProvider': [{ providerId: 'declarative-user-profile', config }],
  };
}
