import type { RealmDocument } from '../../../src/contract/mutation/document.ts';

const profile = {
  attributes: [
    { name: 'username', permissions: { view: ['admin', 'user'], edit: ['admin', 'user'] } },
    {
      name: 'phone',
      displayName: 'Phone',
      required: { roles: ['user'] },
      permissions: { view: ['admin', 'user'], edit: ['admin', 'user'] },
      validations: { length: { min: 3 } },
    },
  ],
};

/** A realm that has something of everything a login can meet, as an export of the console would write it. */
export const RICH_REALM: RealmDocument = {
  realm: 'rich',
  enabled: true,
  sslRequired: 'external',
  registrationAllowed: false,
  loginWithEmailAllowed: true,
  ssoSessionIdleTimeout: 1800,
  ssoSessionMaxLifespan: 36_000,
  bruteForceProtected: true,
  failureFactor: 3,
  maxTemporaryLockouts: 1,
  bruteForceStrategy: 'MULTIPLE',
  otpPolicyType: 'totp',
  otpPolicyAlgorithm: 'HmacSHA1',
  otpPolicyDigits: 6,
  otpPolicyPeriod: 30,
  otpPolicyLookAheadWindow: 1,
  otpPolicyCodeReusable: false,
  passwordPolicy: 'length(8) and forceExpiredPasswordChange(365)',
  attributes: { 'acr.loa.map': '{"silver":1,"gold":2}' },
  smtpServer: { host: 'localhost' },
  localizationTexts: { en: { accessDenied: 'Not you' } },
  browserFlow: 'sign in',
  registrationFlow: 'registration',
  defaultDefaultClientScopes: ['profile'],
  defaultOptionalClientScopes: ['phone'],
  clientScopes: [
    { name: 'profile', protocol: 'openid-connect', attributes: { 'consent.screen.text': 'Your profile' } },
    { name: 'phone', protocol: 'openid-connect', attributes: { 'display.on.consent.screen': 'true' } },
  ],
  roles: {
    realm: [
      { name: 'staff' },
      { name: 'lead', composite: true, composites: { realm: ['staff'], client: { portal: ['editor'] } } },
      { name: 'exempt' },
    ],
    client: {
      portal: [
        { name: 'editor' },
        { name: 'chief', composite: true, composites: { realm: ['lead'], client: { portal: ['editor'] } } },
      ],
    },
  },
  groups: [
    {
      name: 'people',
      realmRoles: ['staff'],
      clientRoles: { portal: ['editor'] },
      attributes: { floor: ['1'] },
      subGroups: [{ name: 'leads', realmRoles: ['lead'], attributes: { floor: ['2'] }, subGroups: [{ name: 'old' }] }],
    },
  ],
  clients: [
    {
      clientId: 'portal',
      name: 'Portal',
      enabled: true,
      protocol: 'openid-connect',
      publicClient: true,
      standardFlowEnabled: true,
      consentRequired: true,
      rootUrl: 'https://portal.example.test',
      baseUrl: '/home',
      redirectUris: ['https://portal.example.test/callback', '/other'],
      defaultClientScopes: ['profile'],
      optionalClientScopes: ['phone'],
      authenticationFlowBindingOverrides: { browser: 'flow-sign-in' },
      attributes: {
        'acr.loa.map': '{"silver":1,"gold":2}',
        'default.acr.values': 'silver##gold',
        'minimum.acr.value': 'silver',
        'pkce.code.challenge.method': 'S256',
        'require.pushed.authorization.requests': 'false',
      },
    },
  ],
  requiredActions: [
    {
      alias: 'CONFIGURE_TOTP',
      providerId: 'CONFIGURE_TOTP',
      enabled: true,
      defaultAction: false,
      priority: 10,
      config: {},
    },
    {
      alias: 'UPDATE_PASSWORD',
      providerId: 'UPDATE_PASSWORD',
      enabled: true,
      defaultAction: false,
      priority: 20,
      config: { max_auth_age: '300', other: 'true' },
    },
  ],
  authenticationFlows: [
    flow('sign in', true, [step('auth-cookie', 'ALTERNATIVE', 10), subflow('forms', 'ALTERNATIVE', 20)]),
    flow('forms', false, [
      step('auth-username-password-form', 'REQUIRED', 10),
      subflow('second factor', 'CONDITIONAL', 20),
      subflow('refused', 'CONDITIONAL', 30),
    ]),
    flow('second factor', false, [
      step('conditional-user-role', 'REQUIRED', 10, 'is staff'),
      step('conditional-level-of-authentication', 'REQUIRED', 20, 'gold'),
      step('auth-otp-form', 'ALTERNATIVE', 30),
      step('auth-recovery-authn-code-form', 'ALTERNATIVE', 40),
      step('auth-conditional-otp-form', 'DISABLED', 50, 'sometimes'),
    ]),
    flow('refused', false, [
      step('conditional-sub-flow-executed', 'REQUIRED', 10, 'challenged'),
      step('conditional-credential', 'REQUIRED', 20, 'used'),
      step('conditional-client-scope', 'REQUIRED', 30, 'scoped'),
      step('deny-access-authenticator', 'REQUIRED', 40, 'words'),
    ]),
    flow('registration', true, []),
  ],
  authenticatorConfig: [
    { alias: 'is staff', config: { condUserRole: 'staff', negate: 'false' } },
    { alias: 'gold', config: { 'loa-condition-level': '2', 'loa-max-age': '0' } },
    { alias: 'sometimes', config: { defaultOtpOutcome: 'skip', forceOtpRole: 'lead', skipOtpRole: 'exempt' } },
    { alias: 'challenged', config: { flow_to_check: 'second factor', check_result: 'executed' } },
    { alias: 'used', config: { credentials: 'otp##password', included: 'true' } },
    { alias: 'scoped', config: { client_scope: 'phone' } },
    { alias: 'words', config: { denyErrorMessage: 'Not you', behavior: 'Deny new session' } },
  ],
  organizations: [
    {
      name: 'Acme',
      alias: 'acme',
      enabled: true,
      domains: [{ name: 'acme.example' }],
      members: [{ username: 'anna' }],
      identityProviders: [{ alias: 'partner' }],
    },
  ],
  identityProviders: [
    {
      alias: 'partner',
      providerId: 'oidc',
      enabled: true,
      linkOnly: false,
      hideOnLogin: false,
      config: { 'kc.org.domain': 'acme.example' },
    },
  ],
  components: {
    'org.keycloak.userprofile.UserProfileProvider': [
      { config: { 'kc.user.profile.config': [JSON.stringify(profile)] } },
    ],
  },
  users: [
    {
      username: 'anna',
      enabled: true,
      email: 'anna@acme.example',
      emailVerified: true,
      firstName: 'Anna',
      lastName: 'Example',
      groups: ['/people'],
      realmRoles: ['exempt'],
      clientRoles: { portal: ['chief'] },
      attributes: { phone: ['12345'] },
      requiredActions: ['UPDATE_PASSWORD'],
      credentials: [
        { type: 'password', createdDate: 1 },
        {
          type: 'otp',
          userLabel: 'Phone',
          credentialData: '{"digits":6,"period":30,"algorithm":"HmacSHA1","subType":"totp"}',
        },
      ],
      clientConsents: [{ clientId: 'portal', grantedClientScopes: ['profile'] }],
      federatedIdentities: [{ identityProvider: 'partner' }],
    },
    { username: 'robot', enabled: true, serviceAccountClientId: 'portal' },
  ],
};

function flow(alias: string, topLevel: boolean, authenticationExecutions: readonly object[]) {
  return {
    id: `flow-${alias.replaceAll(' ', '-')}`,
    alias,
    providerId: 'basic-flow',
    topLevel,
    authenticationExecutions,
  };
}

function step(authenticator: string, requirement: string, priority: number, authenticatorConfig?: string) {
  return {
    authenticator,
    authenticatorFlow: false,
    requirement,
    priority,
    ...(authenticatorConfig && { authenticatorConfig }),
  };
}

function subflow(flowAlias: string, requirement: string, priority: number) {
  return { flowAlias, authenticatorFlow: true, requirement, priority };
}
