import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answer,
  CALLBACK,
  CREDENTIALS,
  flowOf,
  forms,
  journey,
  journeys,
  realm,
  step,
  sub,
  texts,
  user,
} from './realm-kit.ts';

const ALIASES = [
  'CONFIGURE_TOTP',
  'TERMS_AND_CONDITIONS',
  'UPDATE_PASSWORD',
  'UPDATE_PROFILE',
  'VERIFY_EMAIL',
  'VERIFY_PROFILE',
  'CONFIGURE_RECOVERY_AUTHN_CODES',
  'webauthn-register',
  'UPDATE_EMAIL',
];

/** Registers actions with the given priorities; the others follow behind. */
function actions(priorities: Record<string, number> = {}, off: readonly string[] = []) {
  return ALIASES.map((alias, index) => ({
    alias,
    name: alias,
    providerId: alias,
    enabled: !off.includes(alias),
    priority: priorities[alias] ?? 1000 + index,
  }));
}

const owing = (...requiredActions: readonly string[]) => user('who', { requiredActions });
const who = { username: 'who' };

test('what a user owes comes in order of priority', () => {
  const who_owes = owing('UPDATE_PASSWORD', 'UPDATE_PROFILE', 'TERMS_AND_CONDITIONS');
  const run = (priorities: Record<string, number>) =>
    journey({ document: realm({ users: [who_owes], requiredActions: actions(priorities) }), persona: who });
  assert.equal(
    run({ TERMS_AND_CONDITIONS: 20, UPDATE_PASSWORD: 30, UPDATE_PROFILE: 40 }),
    'login > terms > login-update-password > login-update-profile > callback',
  );
  assert.equal(
    run({ TERMS_AND_CONDITIONS: 20, UPDATE_PROFILE: 40, UPDATE_PASSWORD: 57 }),
    'login > terms > login-update-profile > login-update-password > callback',
  );
});

test('default priorities follow the version of the server', () => {
  const document = realm({ users: [owing('UPDATE_PASSWORD', 'UPDATE_PROFILE')] });
  assert.equal(
    journey({ document, persona: who, version: '26.5.0' }),
    'login > login-update-password > login-update-profile > callback',
  );
  assert.equal(journey({ document, persona: who }), 'login > login-update-profile > login-update-password > callback');
});

test('unknown and disabled actions are skipped, and names of built-in ones ignore case', () => {
  const document = realm({
    users: [owing('no-such-action', 'UPDATE_PASSWORD', 'update_profile')],
    requiredActions: actions({}, ['UPDATE_PASSWORD']),
  });
  assert.equal(journey({ document, persona: who }), 'login > login-update-profile > callback');
});

test('an enabled action of an unknown provider matters only to a user who owes it', () => {
  const requiredActions = [
    ...actions(),
    { alias: 'custom', providerId: 'custom-provider', enabled: true, priority: 1 },
  ];
  assert.equal(
    journey({ document: realm({ users: [user('who')], requiredActions }), persona: who }),
    'login > callback',
  );
  const { visits, unsupported } = answer({
    document: realm({ users: [owing('custom')], requiredActions }),
    persona: who,
  });
  assert.deepEqual(visits[0]?.pages, ['login', 'error']);
  assert.deepEqual(
    unsupported.map(({ what }) => what),
    ['unknown required action custom-provider'],
  );
});

test('terms declined end at the application', () => {
  const document = realm({ users: [owing('TERMS_AND_CONDITIONS')], requiredActions: actions() });
  assert.equal(journey({ document, persona: who }), 'login > terms > callback');
  const [visit] = answer({ document, persona: { ...who, wrong: { terms: 1 } } }).visits;
  assert.deepEqual(
    [visit?.end, visit?.error, visit?.description],
    ['callback-error', 'access_denied', 'termsAndConditionsDeclined'],
  );
});

test('a verified e-mail needs no page, a missing address puts the mail off, and a mail that cannot be sent is an error', () => {
  const requiredActions = actions({ VERIFY_EMAIL: 1 }, ['UPDATE_EMAIL']);
  const run = (change: object) =>
    journey({
      document: realm({
        verifyEmail: true,
        requiredActions,
        users: [user('who', { requiredActions: ['VERIFY_EMAIL', 'UPDATE_PASSWORD'], ...change })],
      }),
      persona: who,
    });
  assert.equal(run({}), 'login > login-update-password > callback');
  assert.equal(run({ emailVerified: false }), 'login > error');
  assert.equal(
    run({ emailVerified: false, email: undefined }),
    'login > login-update-password > login-update-profile > error',
  );
});

test('whether a mail server accepts a mail is not known', () => {
  const document = realm({
    verifyEmail: true,
    smtpServer: { host: 'localhost' },
    users: [user('who', { emailVerified: false })],
  });
  const { visits, unsupported } = answer({ document, persona: who });
  assert.equal(visits[0]?.end, 'unknown');
  assert.deepEqual(
    unsupported.map(({ what }) => what),
    ['VERIFY_EMAIL'],
  );
});

const kcAction = (kc_action: string) => ({ params: { kc_action } });
const results = (document: Record<string, unknown>, ...asked: readonly object[]) =>
  answer({ document, persona: who, visits: asked }).visits.map(
    ({ pages, kc_action_status }) => `${pages.join(' > ')} ${kc_action_status}`,
  );

test('an action of the application comes last and reports success', () => {
  const requiredActions = actions({ UPDATE_PASSWORD: 1, UPDATE_PROFILE: 2, TERMS_AND_CONDITIONS: 3 });
  const document = realm({ users: [owing('UPDATE_PASSWORD', 'TERMS_AND_CONDITIONS')], requiredActions });
  assert.deepEqual(results(document, kcAction('UPDATE_PROFILE')), [
    'login > login-update-password > terms > login-update-profile success',
  ]);
  const older = { document, persona: who, visits: [kcAction('UPDATE_PROFILE')], version: '25.0.6' };
  assert.equal(journey(older), 'login > login-update-password > login-update-profile > terms > callback');
});

test('unknown, disabled and unsupported actions fail without stopping the login', () => {
  const document = realm({ users: [user('who')], requiredActions: actions({}, ['CONFIGURE_TOTP']) });
  for (const alias of [
    'nosuch',
    'CONFIGURE_TOTP',
    'TERMS_AND_CONDITIONS',
    'VERIFY_PROFILE',
    '__proto__',
    'constructor',
  ])
    assert.deepEqual(results(document, kcAction(alias)), ['login error']);
  assert.deepEqual(results(document, {}, kcAction('nosuch')), ['login undefined', ' error']);
});

test('an action of the application can be cancelled, one that the user owes cannot', () => {
  const run = (owner: Record<string, unknown>) =>
    answer({
      document: realm({ users: [owner] }),
      persona: { ...who, cancel: ['login-update-password'] },
      visits: [kcAction('UPDATE_PASSWORD')],
    }).visits[0];
  assert.equal(run(user('who'))?.kc_action_status, 'cancelled');
  assert.equal(run(owing('UPDATE_PASSWORD'))?.kc_action_status, 'success');
});

test('the reminder above a page is shown only to a user who owes the action', () => {
  const asked = (owner: Record<string, unknown>, visit: object) =>
    texts({ document: realm({ users: [owner] }), persona: who, visits: [visit] }).at(-1);
  assert.equal(asked(owing('UPDATE_PASSWORD'), {}), 'You need to change your password to activate your account.');
  assert.equal(asked(user('who'), kcAction('UPDATE_PASSWORD')), null);
  assert.equal(
    asked(owing('UPDATE_PASSWORD'), kcAction('UPDATE_PASSWORD')),
    'You need to change your password to activate your account.',
  );
});

test('a session is too old for some actions after five minutes', () => {
  const document = realm({ users: [user('who')] });
  const later = (after_s: number) => results(document, {}, { ...kcAction('UPDATE_PASSWORD'), after_s })[1];
  assert.equal(later(200), 'login-update-password success');
  assert.equal(later(400), 'login > login-update-password success');
});

test('a required step that the user has not set up is set up after the flow, for this login only', () => {
  const enforced = forms(step('auth-username-password-form'), step('auth-otp-form'));
  const document = realm({ ...flowOf(enforced), users: [user('who')] });
  assert.deepEqual(journeys({ document, persona: who, visits: [{}, { fresh: true }] }), [
    'login > login-config-totp > callback',
    'login > login-otp > callback',
  ]);
  assert.deepEqual(
    journeys({
      document,
      persona: { ...who, stop_on: 'login-config-totp' },
      visits: [{}, { fresh: true, persona: { stop_on: 'login-config-totp' } }],
    })[1],
    'login > login-config-totp > stopped',
  );
});

test('without the required action a missing credential is an error', () => {
  const enforced = (authenticator: string) => flowOf(forms(step('auth-username-password-form'), step(authenticator)));
  const run = (authenticator: string, off: readonly string[]) =>
    journey({
      document: realm({ ...enforced(authenticator), users: [user('who')], requiredActions: actions({}, off) }),
      persona: who,
    });
  assert.equal(run('auth-otp-form', ['CONFIGURE_TOTP']), 'login > error');
  assert.equal(run('webauthn-authenticator', ['webauthn-register']), 'login > error');
  assert.equal(run('webauthn-authenticator', []), 'login > webauthn-register > stopped');
  assert.equal(run('auth-recovery-authn-code-form', []), 'login > login-recovery-authn-code-config > callback');
  assert.equal(run('auth-recovery-authn-code-form', ['CONFIGURE_RECOVERY_AUTHN_CODES']), 'login > callback');
  assert.equal(run('webauthn-authenticator-passwordless', []), 'login > error');
});

test('an old password must be changed once it has been given', () => {
  const old = {
    type: 'password',
    secretData: '{"value":"hash","salt":"salt"}',
    credentialData: '{}',
    createdDate: 1_600_000_000_000,
  };
  const document = realm({
    passwordPolicy: 'length(8) and forceExpiredPasswordChange(1)',
    users: [user('who', { credentials: [old] })],
  });
  assert.deepEqual(journeys({ document, persona: who, visits: [{}, { fresh: true }] }), [
    'login > login-update-password > callback',
    'login > callback',
  ]);
});

test('enrolling a device keeps its page over wrong codes and can bring recovery codes along', () => {
  const document = realm({ users: [owing('CONFIGURE_TOTP')] });
  assert.equal(
    journey({ document, persona: { ...who, wrong: { enroll: 1 }, empty: { enroll: 1 } } }),
    'login > login-config-totp > login-config-totp > login-config-totp > callback',
  );
  assert.deepEqual(texts({ document, persona: { ...who, wrong: { enroll: 1 }, empty: { enroll: 1 } } }).slice(2), [
    'Please specify authenticator code.',
    'Invalid authenticator code.',
  ]);
  const more = actions().map((action) =>
    action.alias === 'CONFIGURE_TOTP' ? { ...action, config: { 'add-recovery-codes': 'true' } } : action,
  );
  const rows = forms(
    step('auth-username-password-form'),
    sub(
      '2fa',
      'CONDITIONAL',
      step('conditional-user-configured'),
      step('auth-recovery-authn-code-form', 'ALTERNATIVE'),
    ),
  );
  assert.equal(
    journey({
      document: realm({ ...flowOf(rows), users: [owing('CONFIGURE_TOTP')], requiredActions: more }),
      persona: who,
    }),
    'login > login-config-totp > login-recovery-authn-code-config > callback',
  );
});

test('a second device needs a name of its own', () => {
  const document = realm({
    users: [
      user('who', {
        credentials: [CREDENTIALS.password, CREDENTIALS.otp('phone')],
        requiredActions: ['CONFIGURE_TOTP'],
      }),
    ],
  });
  const named = (label: string) => texts({ document, persona: { ...who, label } });
  assert.equal(named('').at(3), 'Please specify device name.');
  assert.equal(named('Phone').at(3), 'Device already exists with the same name');
  assert.equal(named('tablet').length, 3);
});

const third = (change: object = {}) => ({
  clientId: 'third',
  publicClient: true,
  consentRequired: true,
  redirectUris: ['*'],
  ...change,
});
const consenting = (visits: readonly object[], persona: object = {}, change: object = {}) =>
  journeys({
    document: realm({ clients: [third(change)], users: [user('who')] }),
    persona: { ...who, ...persona },
    visits,
    client_id: 'third',
  });

test('consent is asked once, after everything else, and again on demand or after it was revoked', () => {
  const revoke = { admin: [{ op: 'revoke_consent', username: 'who', client_id: 'third' }] };
  assert.deepEqual(consenting([{}, {}, revoke, { params: { prompt: 'consent' } }]), [
    'login > login-oauth-grant > callback',
    'callback',
    'login-oauth-grant > callback',
    'login-oauth-grant > callback',
  ]);
  assert.deepEqual(consenting([kcAction('UPDATE_PASSWORD')]), [
    'login > login-update-password > login-oauth-grant > callback',
  ]);
  assert.deepEqual(consenting([{}], { wrong: { consent: 1 } }), [
    'login > login-oauth-grant > callback-error access_denied',
  ]);
});

test('only scopes that are new and shown are asked for', () => {
  const phone = { params: { scope: 'openid phone' } };
  assert.deepEqual(consenting([{}, phone, {}]), [
    'login > login-oauth-grant > callback',
    'login-oauth-grant > callback',
    'callback',
  ]);
  const hidden = { defaultClientScopes: ['acr', 'basic', 'web-origins'], optionalClientScopes: [] };
  assert.deepEqual(consenting([{}], {}, hidden), ['login > callback']);
  const granted = realm({
    clients: [third()],
    users: [
      user('who', { clientConsents: [{ clientId: 'third', grantedClientScopes: ['profile', 'email', 'roles'] }] }),
    ],
  });
  assert.equal(journey({ document: granted, persona: who, client_id: 'third' }), 'login > callback');
});

test('prompt=none turns whatever would be shown into an error for the application', () => {
  const none = { params: { prompt: 'none' } };
  assert.deepEqual(journeys({ document: realm(), persona: { username: 'plain' }, visits: [none, {}, none] }), [
    'callback-error login_required',
    'login > callback',
    'callback',
  ]);
  const owes = { admin: [{ op: 'update_user', username: 'who', set: { requiredActions: ['UPDATE_PASSWORD'] } }] };
  assert.deepEqual(
    journeys({ document: realm({ users: [user('who')] }), persona: who, visits: [{}, { ...none, ...owes }] })[1],
    'callback-error interaction_required',
  );
  assert.deepEqual(
    consenting([{ params: { scope: 'openid' } }, none, { params: { prompt: 'none', scope: 'openid phone' } }]).slice(1),
    ['callback', 'callback-error interaction_required'],
  );
  assert.ok(CALLBACK.startsWith('https://'));
});

test('an action added while a session stands is asked without a new login', () => {
  const owes = { admin: [{ op: 'update_user', username: 'who', set: { requiredActions: ['UPDATE_PASSWORD'] } }] };
  assert.deepEqual(journeys({ document: realm({ users: [user('who')] }), persona: who, visits: [{}, owes] }), [
    'login > callback',
    'login-update-password > callback',
  ]);
});
