import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, CREDENTIALS, realm, user } from './realm-kit.ts';

const members = (...names: readonly string[]) => names.map((username) => ({ username }));
const NEWORG = { name: 'neworg', alias: 'neworg', enabled: true, domains: [{ name: 'neworg.org' }] };
const ORG_B = { name: 'org-b', alias: 'org-b', enabled: true, domains: [{ name: 'org-b.org' }] };
const JDOE = user('jdoe', { email: 'jdoe@neworg.org' });
const CONTRACTOR = user('contractor', { email: 'contractor@contractor.org' });

interface Setup {
  readonly organizations?: readonly object[];
  readonly more?: Record<string, unknown>;
  readonly persona?: object;
  readonly params?: Record<string, string>;
  readonly version?: string;
  readonly membership?: boolean;
}

/** Pages, then the end or the text of the error page. */
function run(username: string, setup: Setup = {}): string {
  const {
    organizations = [{ ...NEWORG, members: members('jdoe', 'contractor') }],
    more = {},
    persona = {},
    params = {},
    version = '26.7.3',
  } = setup;
  const users = [
    JDOE,
    CONTRACTOR,
    user('outsider', { email: 'user@noorg.org' }),
    user('lonely', { email: 'lonely@neworg.org', credentials: [] }),
  ];
  const document = realm({
    organizationsEnabled: true,
    organizations,
    users,
    ...(setup.membership ? MEMBERSHIP : {}),
    ...more,
  });
  const [visit] = answer({ document, persona: { username, ...persona }, visits: [{ params }], version }).visits;
  assert.ok(visit);
  return [
    ...visit.pages,
    visit.end === 'error' ? visit.messages.at(-1) : [visit.end, visit.error].filter(Boolean).join(' '),
  ].join(' > ');
}

const row = (authenticator: string | undefined, requirement: string, priority: number, more: object = {}) => ({
  authenticator,
  requirement,
  priority,
  ...more,
});
/** The default flow, its organization step demanding membership. */
const MEMBERSHIP = {
  browserFlow: 'lab',
  authenticatorConfig: [{ alias: 'member', config: { requiresUserMembership: 'true' } }],
  authenticationFlows: [
    {
      alias: 'lab',
      providerId: 'basic-flow',
      topLevel: true,
      authenticationExecutions: [
        row('auth-cookie', 'ALTERNATIVE', 10),
        row(undefined, 'ALTERNATIVE', 26, { authenticatorFlow: true, flowAlias: 'org' }),
        row(undefined, 'ALTERNATIVE', 30, { authenticatorFlow: true, flowAlias: 'lab forms' }),
      ],
    },
    {
      alias: 'org',
      providerId: 'basic-flow',
      topLevel: false,
      authenticationExecutions: [row('organization', 'ALTERNATIVE', 10, { authenticatorConfig: 'member' })],
    },
    {
      alias: 'lab forms',
      providerId: 'basic-flow',
      topLevel: false,
      authenticationExecutions: [row('auth-username-password-form', 'REQUIRED', 10)],
    },
  ],
};

test('the user name comes first, then a login form that does not ask it again', () => {
  assert.equal(run('contractor@contractor.org'), 'login-username > login > callback');
  assert.equal(run('user@noorg.org'), 'login-username > login > callback');
  assert.equal(
    run('jdoe@neworg.org', { persona: { wrong: { password: 3 } } }),
    'login-username > login > login > login > login > callback',
  );
});

test('without organizations, or without any organization, the combined form is shown', () => {
  assert.equal(run('jdoe@neworg.org', { more: { organizationsEnabled: false } }), 'login > callback');
  assert.equal(run('jdoe@neworg.org', { organizations: [] }), 'login > callback');
  assert.equal(run('jdoe@neworg.org', { version: '25.0.6' }), 'login > callback');
});

test('an empty name is refused, and an unknown one of a known domain is told about it', () => {
  const texts = (persona: object, username = 'jdoe') => {
    const document = realm({ organizationsEnabled: true, organizations: [NEWORG], users: [JDOE] });
    return answer({ document, persona: { username, ...persona } }).visits[0]?.messages;
  };
  assert.deepEqual(texts({ empty: { username: 1 } }), [null, 'Invalid username.', null]);
  assert.deepEqual(
    texts({ types: ['ghost@neworg.org', 'jdoe'] })?.[1],
    "Your email domain matches the neworg organization but you don't have an account yet.",
  );
});

test('a login hint skips the first page', () => {
  assert.equal(run('jdoe@neworg.org', { params: { login_hint: 'jdoe@neworg.org' } }), 'login > callback');
});

test('membership can be demanded', () => {
  const demanding = {
    membership: true,
    organizations: [
      { ...NEWORG, members: members('contractor') },
      { ...ORG_B, members: [] },
    ],
  };
  assert.equal(
    run('jdoe@neworg.org', demanding),
    'login-username > error > User is not a member of the organization neworg',
  );
  assert.equal(
    run('contractor', { ...demanding, params: { scope: 'openid organization:org-b' } }),
    'login-username > error > User is not a member of the organization org-b',
  );
  assert.equal(
    run('user@noorg.org', { ...demanding, params: { scope: 'openid organization:*' } }),
    'login-username > error > User is not a member of any organization',
  );
  assert.equal(run('contractor', demanding), 'login-username > login > callback');
});

test('a member of two organizations picks one only when the scope asks for any', () => {
  const both = [
    { ...NEWORG, members: members('contractor') },
    { ...ORG_B, members: members('contractor') },
  ];
  const scope = (value: string, organizations: readonly object[] = both) =>
    run('contractor', { organizations, params: { scope: value }, persona: { organization: 'org-b' } });
  assert.equal(scope('openid organization'), 'login-username > select-organization > login > callback');
  assert.equal(scope('openid organization:neworg'), 'login-username > login > callback');
  assert.equal(
    scope('openid organization', [{ ...NEWORG, members: members('contractor') }]),
    'login-username > login > callback',
  );
});

const BROKER = {
  alias: 'idp',
  providerId: 'oidc',
  enabled: true,
  config: { 'kc.org.domain': 'neworg.org', 'kc.org.broker.redirect.mode.email-matches': 'true' },
};
const linked = {
  organizations: [{ ...NEWORG, identityProviders: [{ alias: 'idp' }] }],
  more: { identityProviders: [BROKER] },
};

test('who has no credential of their own goes to the provider of their domain', () => {
  assert.equal(run('ghost@neworg.org', linked), 'login-username > idp');
  assert.equal(run('lonely@neworg.org', linked), 'login-username > idp');
  assert.equal(run('jdoe@neworg.org', linked), 'login-username > login > callback');
});

test('a disabled user is refused at once', () => {
  const more = {
    users: [user('jdoe', { email: 'jdoe@neworg.org', enabled: false, credentials: [CREDENTIALS.password] })],
  };
  assert.equal(run('jdoe@neworg.org', { more }), 'login-username > error > Invalid username or password.');
});
