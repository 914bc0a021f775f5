import type { Case, Step } from '../case.ts';

const NEW = { fixture: 'new' } as const;
const INVALID_USER = 'Invalid username or password.';
const AGAIN = 'Please re-authenticate to continue';

const BROKERS = {
  realm: {
    rememberMe: true,
    identityProviders: ['github', 'google'].map((alias) => ({ alias, providerId: alias, enabled: true })),
  },
};
const LINKED = {
  ...BROKERS,
  users: {
    'test-user': { federatedIdentities: [{ identityProvider: 'github', userId: '1', userName: 'tom' }] },
  },
};
const BOTH_BROKERS = ['github', 'google'];

const LOGGED_IN: readonly Step[] = [
  ['open', 'login'],
  ['password right', 'callback'],
];

export const SESSION_CASES: readonly Case[] = [
  {
    id: 'V-SSO-01',
    what: 'a session lets in without a page, and its end asks again',
    persona: 'basic-user',
    setup: NEW,
    steps: [
      ['open', 'login'],
      ['password right', 'callback 1'],
      ['open', 'callback 0'],
      ['log out'],
      ['open', 'login'],
    ],
  },
  {
    id: 'V-SSO-02',
    what: 'logging out of one browser leaves the other logged in',
    persona: 'basic-user',
    setup: NEW,
    steps: [
      ...LOGGED_IN,
      ['browser 2'],
      ...LOGGED_IN,
      ['browser 1'],
      ['log out'],
      ['open', 'login'],
      ['browser 2'],
      ['open', 'callback'],
    ],
  },
  {
    id: 'V-RE-01',
    what: 'an expired max_age asks the known user again, offering linked providers only',
    persona: 'test-user',
    setup: LINKED,
    steps: [
      ['open', 'login', { hidden: false, providers: BOTH_BROKERS }],
      ['password right', 'callback'],
      ['wait 10 s'],
      ['open ?max_age=1', `login ! ${AGAIN}`, { hidden: true, providers: ['github'] }],
      ['password wrong', `login ! ${INVALID_USER}`],
      ['password right', 'callback'],
    ],
    elsewhere: {
      '26.5.0': [
        ...LOGGED_IN,
        ['wait 10 s'],
        ['open ?max_age=1', `login ! ${AGAIN}`, { hidden: true, providers: ['github'] }],
        ['password wrong', 'login ! Invalid password.'],
        ['password right', 'callback'],
      ],
    },
  },
  {
    id: 'V-RE-02',
    what: 'starting over while asked again lets somebody else in',
    persona: 'test-user',
    setup: BROKERS,
    steps: [
      ...LOGGED_IN,
      ['wait 3 s'],
      ['open ?max_age=1', `login ! ${AGAIN}`, { attempted: 'test-user@localhost', providers: [] }],
      ['restart', 'login', { hidden: false, providers: BOTH_BROKERS }],
      ['be john'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-RE-05',
    what: 'starting over after prompt=login lets somebody else in',
    persona: 'test-user',
    setup: BROKERS,
    steps: [
      ...LOGGED_IN,
      ['open ?prompt=login', `login ! ${AGAIN}`, { hidden: true }],
      ['restart', 'login', { hidden: false }],
      ['be john'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-RE-06',
    what: 'an expired session asks everything',
    persona: 'test-user',
    setup: { realm: { ...BROKERS.realm, ssoSessionIdleTimeout: 10, ssoSessionMaxLifespan: 10 } },
    steps: [
      ...LOGGED_IN,
      ['wait 20 s'],
      ['open', 'login', { hidden: false }],
      ['be john'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-PR-01',
    what: 'prompt=none without a session is refused',
    persona: 'test-user',
    steps: [['open ?prompt=none', 'callback-error login_required']],
  },
  {
    id: 'V-PR-02',
    what: 'prompt=none with a session shows no page',
    persona: 'test-user',
    steps: [...LOGGED_IN, ['open ?prompt=none', 'callback']],
  },
  {
    id: 'V-PR-03',
    what: 'prompt=none needs session and consent',
    persona: 'test-user',
    setup: { client: { consentRequired: true } },
    verdict: 'the last lines are what 26.5 and 26.7 do with a session and no consent',
    steps: [
      ['open ?prompt=none', 'callback-error login_required'],
      ['open', 'login'],
      ['password right', 'login-oauth-grant'],
      ['consent accept', 'callback'],
      ['open ?prompt=none', 'callback'],
      [{ admin: [{ op: 'revoke_consent', username: 'test-user@localhost', client_id: 'test-app' }] }],
      ['open ?prompt=none', 'callback-error interaction_required'],
    ],
  },
  {
    id: 'V-PR-04',
    what: 'prompt=login asks the known user again',
    persona: 'test-user',
    steps: [...LOGGED_IN, ['open ?prompt=login', `login ! ${AGAIN}`, { hidden: true }], ['password right', 'callback']],
  },
  {
    id: 'V-PR-07',
    what: 'prompt=consent asks for consent again',
    persona: 'test-user',
    request: { client_id: 'third-party' },
    steps: [
      ['open', 'login'],
      ['password right', 'login-oauth-grant'],
      ['consent accept', 'callback'],
      ['open', 'callback'],
      ['open ?prompt=consent', 'login-oauth-grant'],
      ['consent accept', 'callback'],
    ],
  },
];
