import assert from 'node:assert/strict';
import { test } from 'node:test';
import { predict } from '../../src/keycloak/predict.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import { answer, CALLBACK, flowOf, forms, realm, step, user } from './realm-kit.ts';

const request = { client_id: 'app', redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' };

test('a trace names pages, texts and reasons', () => {
  const loaded = readRealm(realm(), { version: '26.7.3' });
  const { trace, world } = predict({
    realm: loaded,
    persona: { username: 'one-otp', wrong: { otp: 1 } },
    request,
    now: 1000,
  });
  assert.deepEqual(
    trace.pages.map(({ page, message }) => [page, message]),
    [
      ['login', undefined],
      ['login-otp', undefined],
      ['login-otp', 'Invalid authenticator code.'],
    ],
  );
  assert.deepEqual(
    trace.pages.map(({ because }) => because.rule),
    ['flow-required', 'flow-alternative', 'form-error'],
  );
  assert.deepEqual([trace.end, trace.acr], ['callback', '1']);
  assert.equal(world.session?.username, 'one-otp');
});

test('a next visit goes on from the world of the one before', () => {
  const loaded = readRealm(realm(), { version: '26.7.3' });
  const persona = { username: 'plain' };
  const first = predict({ realm: loaded, persona, request, now: 1000 });
  const second = predict({ realm: loaded, persona, request, world: first.world });
  assert.deepEqual([second.trace.pages, second.trace.end, second.trace.acr], [[], 'callback', '0']);
});

test('what a person cannot answer stops the visit, what comes back unchanged is a dead end', () => {
  const webauthn = realm(flowOf(forms(step('auth-username-password-form'), step('webauthn-authenticator'))));
  const loaded = readRealm(webauthn, { version: '26.7.3' });
  assert.equal(predict({ realm: loaded, persona: { username: 'plain' }, request }).trace.end, 'stopped');
  assert.equal(predict({ realm: loaded, persona: { username: 'nobody' }, request }).trace.end, 'stuck');
});

test('an extension is predicted as a stock server behaves, and said to be unknown', () => {
  const document = realm(flowOf(forms(step('auth-username-password-form'), step('sms-authenticator'))));
  const { visits, unsupported } = answer({ document, persona: { username: 'plain' } });
  assert.deepEqual(visits[0]?.pages, ['error']);
  assert.deepEqual(
    unsupported.map(({ what }) => what),
    ['unknown authenticator sms-authenticator'],
  );
});

test('a step of another kind of flow is not guessed', () => {
  const document = realm(flowOf(forms(step('auth-username-password-form'), step('reset-password'))));
  const { visits, unsupported } = answer({ document, persona: { username: 'plain' } });
  assert.deepEqual([visits[0]?.end, unsupported[0]?.what], ['unknown', 'reset-password']);
});

test('codes of coming periods only do within the window', () => {
  const narrow = {
    otpPolicyLookAheadWindow: 1,
    otpPolicyCodeReusable: false,
    users: [user('who', { requiredActions: ['CONFIGURE_TOTP'] })],
  };
  const visits = [{}, { fresh: true }, { fresh: true }];
  const ends = answer({ document: realm(narrow), persona: { username: 'who' }, visits }).visits.map(({ end }) => end);
  assert.deepEqual(ends, ['callback', 'callback', 'stuck']);
  const later = [{}, { fresh: true }, { fresh: true, after_s: 60 }];
  assert.equal(
    answer({ document: realm(narrow), persona: { username: 'who' }, visits: later }).visits[2]?.end,
    'callback',
  );
});

test('a used code does again only where the policy says so', () => {
  const owing = { users: [user('who', { requiredActions: ['CONFIGURE_TOTP'] })] };
  const pages = (more: object) =>
    answer({
      document: realm({ ...owing, ...more }),
      persona: { username: 'who' },
      visits: [{}, { fresh: true, persona: { reuse: { otp: 1 } } }],
    }).visits[1]?.pages;
  assert.deepEqual(pages({ otpPolicyCodeReusable: true }), ['login', 'login-otp']);
  assert.deepEqual(pages({}), ['login', 'login-otp', 'login-otp']);
});
