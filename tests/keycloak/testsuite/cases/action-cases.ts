import type { Case, Step } from '../case.ts';

const TERMS_ON = { TERMS_AND_CONDITIONS: { enabled: true } };
const owing = (...requiredActions: readonly string[]) => ({ 'test-user': { requiredActions } });
const DENIED = 'callback-error access_denied';

const THIRD_PARTY = { client_id: 'third-party' };
const SCOPES = ['User profile', 'Email address', 'User roles'];
const FOO = {
  clientScopes: [
    { name: 'profile', protocol: 'openid-connect', attributes: { 'consent.screen.text': 'User profile' } },
    { name: 'foo-scope', protocol: 'openid-connect' },
  ],
};
const thirdParty = (change: Readonly<Record<string, unknown>>) => ({
  realm: {
    ...FOO,
    clients: [
      {
        clientId: 'third-party',
        publicClient: true,
        consentRequired: true,
        redirectUris: ['https://app.example.test/auth/*'],
        ...change,
      },
    ],
  },
});
const CONSENTED: readonly Step[] = [
  ['open', 'login'],
  ['password right', 'login-oauth-grant', { consents: SCOPES }],
  ['consent accept', 'callback'],
];

export const ACTION_CASES: readonly Case[] = [
  {
    id: 'V-RA-01',
    what: 'three actions run by their priorities, which a version may change',
    persona: 'test-user',
    setup: { users: owing('UPDATE_PASSWORD', 'UPDATE_PROFILE', 'TERMS_AND_CONDITIONS'), actions: TERMS_ON },
    steps: [
      ['open', 'login'],
      ['password right', 'terms', { execution: 'TERMS_AND_CONDITIONS' }],
      ['terms accept', 'login-update-profile !'],
      ['profile right', 'login-update-password !'],
      ['new password right', 'callback'],
    ],
    elsewhere: {
      '26.5.0': [
        ['open', 'login'],
        ['password right', 'terms', { execution: 'TERMS_AND_CONDITIONS' }],
        ['terms accept', 'login-update-password !'],
        ['new password right', 'login-update-profile !'],
        ['profile right', 'callback'],
      ],
    },
  },
  {
    id: 'V-RA-03',
    what: 'the action that the application asks for is the last',
    persona: 'test-user',
    setup: {
      users: owing('UPDATE_PASSWORD', 'TERMS_AND_CONDITIONS'),
      actions: {
        TERMS_AND_CONDITIONS: { enabled: true, priority: 30 },
        UPDATE_PASSWORD: { priority: 10 },
        UPDATE_PROFILE: { priority: 20 },
      },
    },
    steps: [
      ['open ?kc_action=UPDATE_PROFILE', 'login'],
      ['password right', 'login-update-password !'],
      ['new password right', 'terms'],
      ['terms accept', 'login-update-profile'],
      ['profile right', 'callback', { kc_action_status: 'success' }],
    ],
  },
  {
    id: 'V-RA-06',
    what: 'the password comes before the enrolment when its priority says so',
    persona: 'test-user',
    setup: {
      users: owing('CONFIGURE_TOTP', 'UPDATE_PASSWORD'),
      actions: { UPDATE_PASSWORD: { priority: 10 }, CONFIGURE_TOTP: { priority: 20 } },
    },
    instead: 'a refresh stands for the manual mode, which is the same page with the key as text',
    steps: [
      ['open', 'login'],
      ['password right', 'login-update-password !'],
      ['new password right', 'login-config-totp !'],
      ['refresh', 'login-config-totp !'],
      ['enroll right', 'callback'],
    ],
  },
  {
    id: 'V-RA-07',
    what: 'an action that is done already shows no page',
    persona: 'test-user',
    setup: {
      realm: { verifyEmail: true },
      users: owing('VERIFY_EMAIL', 'UPDATE_PASSWORD'),
      actions: { VERIFY_EMAIL: { priority: 10 }, UPDATE_PASSWORD: { priority: 20 } },
    },
    steps: [
      ['open', 'login'],
      ['password right', 'login-update-password !'],
      ['new password right', 'callback'],
    ],
  },
  {
    id: 'V-RA-08',
    what: 'accepted terms are remembered',
    persona: 'test-user',
    setup: { users: owing('TERMS_AND_CONDITIONS'), actions: TERMS_ON },
    steps: [
      ['open', 'login'],
      ['password right', 'terms'],
      [
        'terms accept',
        'callback',
        { user: { required_actions: [], attributes: { terms_and_conditions: ['1700000012'] } } },
      ],
    ],
  },
  {
    id: 'V-RA-09',
    what: 'who declines the terms is refused',
    persona: 'test-user',
    setup: { users: owing('TERMS_AND_CONDITIONS'), actions: TERMS_ON },
    steps: [
      ['open', 'login'],
      ['password right', 'terms'],
      ['terms decline', DENIED, { description: 'termsAndConditionsDeclined' }],
    ],
  },
  {
    id: 'V-RA-16',
    what: 'an action added during a session is asked without a login',
    persona: 'basic-user',
    setup: { fixture: 'new' },
    steps: [
      ['open', 'login'],
      ['password right', 'callback'],
      [{ admin: [{ op: 'update_user', username: 'basic-user', set: { requiredActions: ['UPDATE_PASSWORD'] } }] }],
      ['open', 'login-update-password !'],
      ['new password right', 'callback 0'],
    ],
  },
  {
    id: 'V-RA-11',
    what: 'an unknown action of the application is an error it is told',
    persona: 'test-user',
    steps: [
      ['open ?kc_action=nosuch', 'login'],
      ['password right', 'callback', { kc_action_status: 'error' }],
    ],
  },
  {
    id: 'V-RA-13',
    what: 'a disabled action of the application is an error it is told',
    persona: 'test-user',
    setup: { actions: { CONFIGURE_TOTP: { enabled: false } } },
    steps: [
      ['open ?kc_action=CONFIGURE_TOTP', 'login'],
      ['password right', 'callback', { kc_action_status: 'error' }],
    ],
  },
  {
    id: 'V-RA-15',
    what: 'an unknown action of the application during a session shows no page',
    persona: 'test-user',
    steps: [
      ['open', 'login'],
      ['password right', 'callback'],
      ['open ?kc_action=nosuch', 'callback', { kc_action_status: 'error' }],
    ],
  },
  {
    id: 'V-CON-02',
    what: 'who does not consent is refused',
    persona: 'test-user',
    request: THIRD_PARTY,
    steps: [
      ['open', 'login'],
      ['password right', 'login-oauth-grant'],
      ['consent decline', DENIED],
    ],
  },
  {
    id: 'V-CON-03',
    what: 'consent is asked once, and again when it was revoked',
    persona: 'test-user',
    request: THIRD_PARTY,
    steps: [
      ...CONSENTED,
      ['open', 'callback'],
      [{ admin: [{ op: 'revoke_consent', username: 'test-user@localhost', client_id: 'third-party' }] }],
      ['open', 'login-oauth-grant', { consents: SCOPES }],
    ],
  },
  {
    id: 'V-CON-04',
    what: 'only the scopes that are new are asked for',
    persona: 'test-user',
    request: THIRD_PARTY,
    setup: thirdParty({ defaultClientScopes: ['profile'] }),
    steps: [
      ['open', 'login'],
      ['password right', 'login-oauth-grant', { consents: ['User profile'] }],
      ['consent accept', 'callback'],
      [{ admin: [{ op: 'add_client_scope', client_id: 'third-party', scope: 'foo-scope' }] }],
      ['open', 'login-oauth-grant', { consents: ['foo-scope'] }],
      ['consent accept', 'callback'],
    ],
  },
  {
    id: 'V-CON-05',
    what: 'an optional scope is asked for when the request has it',
    persona: 'test-user',
    request: THIRD_PARTY,
    setup: thirdParty({ defaultClientScopes: ['profile'], optionalClientScopes: ['foo-scope'] }),
    steps: [
      ['open', 'login'],
      ['password right', 'login-oauth-grant', { consents: ['User profile'] }],
      ['consent decline', DENIED],
      ['open ?scope=openid+foo-scope', 'login'],
      ['password right', 'login-oauth-grant', { consents: ['User profile', 'foo-scope'] }],
      ['consent accept', 'callback'],
    ],
  },
  {
    id: 'V-CON-06',
    what: 'consent given after the cookies are gone is an error page',
    why_not: 'cookies that are lost while a page is open are no input of the engine: a login is there or it is not',
  },
];
