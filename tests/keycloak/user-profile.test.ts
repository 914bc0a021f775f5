import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, realm, user } from './realm-kit.ts';

const component = (attributes: readonly object[]) => ({
  components: {
    'org.keycloak.userprofile.UserProfileProvider': [
      {
        providerId: 'declarative-user-profile',
        config: { 'kc.user.profile.config': [JSON.stringify({ attributes })] },
      },
    ],
  },
});
const BOTH = { view: ['admin', 'user'], edit: ['admin', 'user'] };
const ADMIN = { view: ['admin'], edit: ['admin'] };
const attribute = (name: string, more: object = {}) => ({ name, permissions: BOTH, ...more });
const FIRST = attribute('firstName', { required: {} });

const department = {
  clientScopes: [
    { name: 'department', protocol: 'openid-connect' },
    { name: 'profile', protocol: 'openid-connect' },
  ],
};
const clientB = {
  clientId: 'app',
  publicClient: true,
  redirectUris: ['*'],
  defaultClientScopes: [],
  optionalClientScopes: ['department', 'profile'],
};

interface Setup {
  readonly attributes?: readonly object[];
  readonly who?: Record<string, unknown>;
  readonly profile?: unknown;
  readonly scope?: string;
  readonly more?: Record<string, unknown>;
}

function run({ attributes, who = {}, profile, scope = 'openid', more = {} }: Setup) {
  const document = realm({
    ...department,
    clients: [clientB],
    users: [user('who', who)],
    ...(attributes ? component(attributes) : {}),
    ...more,
  });
  const [visit] = answer({
    document,
    persona: { username: 'who', ...(profile === undefined ? {} : { profile }) },
    visits: [{ params: { scope } }],
  }).visits;
  assert.ok(visit);
  return visit;
}
const pages = (setup: Setup) => run(setup).pages.join(' > ');

const SHOWN = 'login > login-update-profile';

test('the default profile wants e-mail and both names', () => {
  assert.equal(pages({}), 'login');
  for (const missing of ['email', 'firstName', 'lastName'])
    assert.equal(pages({ who: { [missing]: undefined } }), SHOWN);
  const profile = [
    { firstName: 'First', lastName: ' ' },
    { firstName: 'First', lastName: 'Last' },
  ];
  assert.equal(
    pages({ who: { firstName: undefined, lastName: undefined }, profile }),
    `${SHOWN} > login-update-profile`,
  );
});

test('validators look at stored values too', () => {
  const attributes = [FIRST, attribute('lastName', { validations: { length: { min: 3 } } })];
  assert.equal(
    pages({ attributes, who: { lastName: 'La' }, profile: [{ lastName: 'L' }, { lastName: 'Last' }] }),
    `${SHOWN} > login-update-profile`,
  );
  assert.equal(
    run({ attributes, who: { lastName: 'La' }, profile: { lastName: 'Last' } }).messages[1],
    'Minimal length is 3.',
  );
});

test('what the user cannot edit does not block', () => {
  const hidden = attribute('department', { required: {}, permissions: ADMIN });
  assert.equal(pages({ attributes: [FIRST, hidden] }), 'login');
  const visit = run({ attributes: [FIRST, hidden], who: { firstName: undefined } });
  assert.deepEqual([visit.pages.join(' > '), visit.facts[1]?.fields?.includes('department')], [SHOWN, false]);
});

test('a requirement can be for everybody, for users, or for scopes', () => {
  const wanted = (required: object) => [attribute('department', { required })];
  assert.equal(pages({ attributes: wanted({}) }), SHOWN);
  assert.equal(pages({ attributes: wanted({ roles: ['user'] }) }), SHOWN);
  assert.equal(pages({ attributes: wanted({ roles: ['admin'] }) }), 'login');
  assert.equal(pages({ attributes: wanted({ scopes: ['profile'] }) }), 'login');
  assert.equal(pages({ attributes: wanted({ scopes: ['profile'] }), scope: 'openid profile' }), SHOWN);
  assert.equal(pages({ attributes: wanted({}), who: { attributes: { department: ['D'] } } }), 'login');
});

test('a selector hides an attribute whose scope is not asked for', () => {
  const attributes = [attribute('department', { required: {}, selector: { scopes: ['department'] } })];
  assert.equal(pages({ attributes }), 'login');
  assert.equal(pages({ attributes, scope: 'openid department' }), SHOWN);
});

test('e-mail can be limited in its local part and must be free', () => {
  const attributes = [
    FIRST,
    attribute('email', { required: { roles: ['user'] }, validations: { email: { 'max-local-length': 16 } } }),
  ];
  const profile = [{ email: 'abcdefghijklmnopq@test.org' }, { email: 'abcdefghijklmnop@test.org' }];
  const visit = run({ attributes, who: { email: undefined }, profile });
  assert.deepEqual(visit.messages, [null, 'Please specify this field.', 'Invalid email address.']);
  const taken = run({
    who: { email: undefined },
    profile: [{ email: 'other@example.test' }, { email: 'mine@example.test' }],
    more: { users: [user('who', { email: undefined }), user('other')] },
  });
  assert.equal(taken.messages[2], 'Email already exists.');
});

test('the profile is asked only while the action is enabled, and never without any password given', () => {
  const requiredActions = [{ alias: 'VERIFY_PROFILE', providerId: 'VERIFY_PROFILE', enabled: false }];
  assert.equal(pages({ who: { firstName: undefined }, more: { requiredActions } }), 'login');
});

test('options and patterns are checked, unknown validators are not', () => {
  const attributes = [
    attribute('size', { validations: { options: { options: ['S', 'L'] }, 'my-validator': {} } }),
    attribute('code', { validations: { pattern: { pattern: '[A-Z]+', 'error-message': 'Capitals only' } } }),
  ];
  assert.equal(pages({ attributes, who: { attributes: { size: ['S'], code: ['AB'] } } }), 'login');
  assert.equal(pages({ attributes, who: { attributes: { size: ['M'] } }, profile: { size: 'L' } }), SHOWN);
  assert.equal(
    run({ attributes, who: { attributes: { code: ['ab'] } }, profile: { code: 'AB' } }).messages[1],
    'Capitals only',
  );
});

test('the e-mail belongs to the profile form, with UPDATE_EMAIL only of a user who has none', () => {
  const enabled = (alias: string) => ({ alias, providerId: alias, enabled: true });
  const own = { requiredActions: [enabled('UPDATE_EMAIL'), enabled('VERIFY_PROFILE')] };
  const invalid = { email: 'no address' };
  assert.equal(pages({ who: { email: undefined } }), SHOWN);
  assert.equal(pages({ who: { email: undefined }, more: own }), SHOWN);
  assert.match(pages({ who: invalid }), /profile/);
  assert.equal(pages({ who: invalid, more: own }), 'login');
});

test('the e-mail that is the username is only asked for where usernames can be edited', () => {
  const asUsername = { registrationEmailAsUsername: true };
  const nobody = { who: { email: undefined } };
  assert.equal(pages({ ...nobody, more: asUsername }), 'login');
  assert.equal(pages({ ...nobody, more: { ...asUsername, editUsernameAllowed: true } }), SHOWN);
});
