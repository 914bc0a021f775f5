import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorize, submit } from '../../src/keycloak/engine.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import { emptyWorld } from '../../src/keycloak/world.ts';
import { answer, CALLBACK, journey, journeys, realm, texts, user } from './realm-kit.ts';

const plain = { username: 'plain' };

test('a session lets the same browser in, another browser not, and ends in time', () => {
  const document = realm({ ssoSessionIdleTimeout: 10, ssoSessionMaxLifespan: 10 });
  assert.deepEqual(
    journeys({ document, persona: plain, visits: [{}, {}, { browser: 'other' }, { browser: 'other', after_s: 20 }] }),
    ['login > callback', 'callback', 'login > callback', 'login > callback'],
  );
  assert.deepEqual(
    answer({ document, persona: plain, visits: [{}, {}] }).visits.map(({ acr }) => acr),
    ['1', '0'],
  );
});

test('a user disabled meanwhile loses the session, and somebody else may log in', () => {
  const disable = {
    admin: [{ op: 'update_user', username: 'plain', set: { enabled: false } }],
    persona: { username: 'one-otp' },
  };
  assert.deepEqual(
    journeys({ document: realm(), persona: plain, visits: [{}, disable] })[1],
    'login > login-otp > callback',
  );
});

test('prompt=login and an expired max_age ask the known user again', () => {
  const document = realm();
  const again = (visit: object) => answer({ document, persona: plain, visits: [{}, visit] }).visits[1];
  assert.deepEqual(again({ params: { prompt: 'login' } })?.messages, ['Please re-authenticate to continue']);
  assert.deepEqual(again({ params: { max_age: '1' }, after_s: 5 })?.pages, ['login']);
  assert.deepEqual(again({ params: { max_age: '10' }, after_s: 5 })?.pages, []);
  assert.equal(again({ params: { prompt: 'login' } })?.facts[0]?.attempted, 'plain');
});

test('a known user who gives a wrong password is told so in the words of the version', () => {
  const visits = [{}, { params: { prompt: 'login' }, persona: { wrong: { password: 1 } } }];
  const words = (version: string) =>
    answer({ document: realm(), persona: plain, visits, version }).visits[1]?.messages[1];
  assert.equal(words('26.7.3'), 'Invalid username or password.');
  assert.equal(words('26.5.0'), 'Invalid password.');
});

test('starting over forgets the known user', () => {
  const restart = {
    params: { prompt: 'login' },
    persona: { username: 'one-otp', click: [{ on: 'login', do: 'restart' }] },
  };
  assert.deepEqual(
    journeys({ document: realm(), persona: plain, visits: [{}, restart] })[1],
    'login > login > login-otp > callback',
  );
  const fromOtp = { username: 'one-otp', click: [{ on: 'login-otp', do: 'restart' }] };
  assert.equal(journey({ document: realm(), persona: fromOtp }), 'login > login-otp > login > login-otp > callback');
});

const owing = realm({
  users: [user('who', { requiredActions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD'] })],
});
const clicks = (...click: readonly object[]) => journey({ document: owing, persona: { username: 'who', click } });

test('going back during required actions expires the page; forward and continue return', () => {
  const back = { on: 'login-update-password', do: 'back' };
  const start = 'login > login-update-profile > login-update-password > login-page-expired > ';
  assert.equal(clicks(back, { on: 'login-page-expired', do: 'forward' }), `${start}login-update-password > callback`);
  assert.equal(clicks(back, { on: 'login-page-expired', do: 'continue' }), `${start}login-update-password > callback`);
  assert.equal(
    clicks(back, { on: 'login-page-expired', do: 'refresh' }, { on: 'login-page-expired', do: 'restart' }),
    `${start}login-page-expired > login > login-update-password > callback`,
  );
});

test('back and refresh on the first page show it again', () => {
  const persona = {
    username: 'plain',
    wrong: { username: 2 },
    click: [
      { on: 'login', do: 'refresh' },
      { on: 'login', do: 'back' },
    ],
  };
  assert.equal(journey({ document: realm(), persona }), 'login > login > login > login > login > callback');
});

test('a registered user is logged in, with default actions', () => {
  const register = {
    username: 'newcomer',
    email: 'new@example.test',
    firstName: 'New',
    lastName: 'Comer',
    password: 'x',
    'password-confirm': 'x',
  };
  const requiredActions = [
    { alias: 'CONFIGURE_TOTP', providerId: 'CONFIGURE_TOTP', enabled: true, defaultAction: true },
  ];
  const persona = { username: 'newcomer', click: [{ on: 'login', do: 'register' }], register };
  const document = realm({ registrationAllowed: true, requiredActions });
  assert.deepEqual(journeys({ document, persona, visits: [{}, { fresh: true }] }), [
    'login > register > login-config-totp > callback',
    'login > login-otp > callback',
  ]);
  assert.equal(
    journey({ document, persona: { username: 'newcomer', register }, visits: [{ params: { prompt: 'create' } }] }),
    'register > login-config-totp > callback',
  );
  assert.equal(journey({ document: realm(), persona: plain, visits: [{ params: { prompt: 'create' } }] }), 'error');
});

test('a request that begins with registration starts over there', () => {
  const click = [
    { on: 'register', do: 'login' },
    { on: 'login-update-profile', do: 'back' },
    { on: 'login-page-expired', do: 'continue' },
    { on: 'login-update-profile', do: 'back' },
    { on: 'login-page-expired', do: 'restart' },
  ];
  const users = [user('who', { requiredActions: ['UPDATE_PROFILE'] })];
  const play = { document: realm({ registrationAllowed: true, users }), persona: { username: 'who', click } };
  assert.equal(
    journey({ ...play, visits: [{ params: { prompt: 'create' } }] }),
    'register > login > login-update-profile > login-page-expired > login-update-profile > login-page-expired > register > stopped',
  );
});

test('an answer for a taken username comes back with an error', () => {
  const register = [
    { username: 'plain', email: 'a@example.test', firstName: 'A', lastName: 'B' },
    { username: 'other', email: 'a@example.test', firstName: 'A', lastName: 'B' },
  ];
  const persona = { username: 'other', click: [{ on: 'login', do: 'register' }], register };
  assert.deepEqual(texts({ document: realm({ registrationAllowed: true }), persona }), [
    null,
    null,
    'Username already exists.',
  ]);
});

test('transitions change nothing they are given and states are plain data', () => {
  const loaded = readRealm(realm(), { version: '26.7.3' });
  const world = Object.freeze(emptyWorld(1000));
  const first = authorize(loaded, world, {
    client_id: 'app',
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid',
  });
  assert.equal(first.outcome.kind, 'page');
  assert.ok(first.login);
  const before = JSON.stringify(first);
  const input = { kind: 'submit', username: 'one-otp', password: 'right' } as const;
  const [one, two] = [submit(loaded, first.world, first.login, input), submit(loaded, first.world, first.login, input)];
  assert.equal(JSON.stringify(first), before);
  assert.deepEqual(one, two);
  assert.deepEqual(JSON.parse(JSON.stringify(one.login)), one.login);
});

test('a page says why it is there and what it asks', () => {
  const loaded = readRealm(realm(), { version: '26.7.3' });
  const first = authorize(loaded, emptyWorld(0), {
    client_id: 'app',
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid',
  });
  assert.ok(first.login);
  const { outcome } = submit(loaded, first.world, first.login, {
    kind: 'submit',
    username: 'two-otp',
    password: 'right',
  });
  assert.ok(outcome.kind === 'page');
  assert.deepEqual(outcome.because, {
    execution: 'Browser - Conditional 2FA/auth-otp-form',
    requirement: 'ALTERNATIVE',
    rule: 'flow-alternative',
  });
  assert.deepEqual(outcome.code, { digits: 6, period: 30, algorithm: 'HmacSHA1', subtype: 'totp' });
  assert.deepEqual(
    outcome.devices.map(({ label, selected }) => [label, selected]),
    [
      ['first', true],
      ['unnamed', false],
    ],
  );
  assert.equal(outcome.subject, 'two-otp');
});
