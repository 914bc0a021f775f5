import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, CREDENTIALS, flowOf, forms, journey, realm, step, sub, texts, user } from './realm-kit.ts';

const SEPARATE = flowOf(forms(step('auth-username-form'), step('auth-password-form')));

test('texts of the combined form', () => {
  const document = realm();
  const asked = (persona: object) => texts({ document, persona: { username: 'plain', ...persona } });
  assert.deepEqual(asked({ wrong: { password: 1 } }), [null, 'Invalid username or password.']);
  assert.deepEqual(asked({ wrong: { username: 1 } }), [null, 'Invalid username or password.']);
  assert.deepEqual(asked({ empty: { username: 1, password: 1 } }), [null, 'Invalid username or password.']);
});

test('texts of separate forms depend on whether e-mail may be used', () => {
  const asked = (loginWithEmailAllowed: boolean) =>
    texts({
      document: realm({ ...SEPARATE, loginWithEmailAllowed }),
      persona: { username: 'plain', wrong: { username: 1, password: 1 } },
    });
  assert.deepEqual(asked(false), [null, 'Invalid username.', null, 'Invalid password.']);
  assert.deepEqual(asked(true), [null, 'Invalid username or email.', null, 'Invalid password.']);
});

test('names ignore case and surrounding space, and e-mail works where allowed', () => {
  const typed = (name: string, more: Record<string, unknown> = {}) =>
    journey({ document: realm(more), persona: { username: 'plain', types: [name] } });
  assert.equal(typed('  PLAIN\t'), 'login > callback');
  assert.equal(typed('plain@example.test'), 'login > callback');
  assert.equal(typed('plain@example.test', { loginWithEmailAllowed: false }), 'login > login > login > stuck');
  assert.equal(typed('__proto__'), 'login > login > login > stuck');
});

test('a disabled user learns it only with the right password, or at the username form', () => {
  const users = [user('gone', { enabled: false })];
  const asked = (more: Record<string, unknown>, persona: object) =>
    texts({ document: realm({ users, ...more }), persona: { username: 'gone', ...persona } });
  assert.equal(asked({}, { wrong: { password: 1 } })[1], 'Invalid username or password.');
  assert.equal(asked({}, {})[1], 'Account is disabled, contact your administrator.');
  assert.deepEqual(asked(SEPARATE, {}), [
    null,
    'Account is disabled, contact your administrator.',
    'Account is disabled, contact your administrator.',
  ]);
});

test('after a username form the combined form does not ask the name again', () => {
  const document = realm(flowOf(forms(step('auth-username-form'), step('auth-username-password-form'))));
  const words = (version: string) =>
    texts({ document, persona: { username: 'plain', wrong: { password: 1 } }, version });
  assert.deepEqual(words('26.7.3'), [null, null, 'Invalid username or password.']);
  assert.deepEqual(words('26.5.0'), [null, null, 'Invalid password.']);
});

test('a user without a password cannot take a password step', () => {
  const users = [user('keyless', { credentials: [CREDENTIALS.otp()] })];
  assert.equal(
    journey({ document: realm({ ...SEPARATE, users }), persona: { username: 'keyless' } }),
    'login-username > error',
  );
  const either = flowOf(
    forms(
      step('auth-username-form'),
      sub('e', 'REQUIRED', step('auth-password-form', 'ALTERNATIVE'), step('auth-otp-form', 'ALTERNATIVE')),
    ),
  );
  assert.equal(
    journey({ document: realm({ ...either, users }), persona: { username: 'keyless' } }),
    'login-username > login-otp > callback',
  );
});

test('a service account does not log in through the browser', () => {
  const users = [user('robot', { serviceAccountClientId: 'app' })];
  assert.equal(
    journey({ document: realm({ users }), persona: { username: 'robot' } }),
    'login > login > login > stuck',
  );
  const second = flowOf(forms(step('auth-username-form'), step('auth-password-form')));
  assert.equal(
    journey({ document: realm({ ...second, users }), persona: { username: 'robot' } }),
    'login-username > login-password > error',
  );
});

test('a hint fills the name, a linked provider keeps the username form', () => {
  const [visit] = answer({
    document: realm(),
    persona: { username: 'plain' },
    visits: [{ params: { login_hint: 'plain' } }],
  }).visits;
  assert.deepEqual(visit?.pages, ['login']);
  const linked = user('linked', { federatedIdentities: [{ identityProvider: 'idp' }] });
  const document = realm({ ...SEPARATE, users: [linked], identityProviders: [{ alias: 'idp', providerId: 'oidc' }] });
  const visits = [{}, { params: { prompt: 'login' } }];
  assert.deepEqual(answer({ document, persona: { username: 'linked' }, visits }).visits[1]?.pages, [
    'login-username',
    'login-password',
  ]);
});

test('recovery codes are used up one by one, and the last one asks for new ones', () => {
  const codes = { ...CREDENTIALS.codes, credentialData: '{"totalCodes":12,"remainingCodes":2}' };
  const rows = forms(step('auth-username-password-form'), step('auth-recovery-authn-code-form'));
  const document = realm({ ...flowOf(rows), users: [user('who', { credentials: [CREDENTIALS.password, codes] })] });
  const visits = [{}, { fresh: true }];
  assert.deepEqual(
    answer({ document, persona: { username: 'who', wrong: { recovery: 1 } }, visits }).visits.map(({ pages }) =>
      pages.slice(1),
    ),
    [
      ['login-recovery-authn-code-input', 'login-recovery-authn-code-input'],
      ['login-recovery-authn-code-input', 'login-recovery-authn-code-config'],
    ],
  );
});

test('sessions of a user can be limited', () => {
  const limited = (behavior: string, userRealmLimit: string) => {
    const rows = forms(
      step('auth-username-password-form'),
      step('user-session-limits', 'REQUIRED', { userRealmLimit, userClientLimit: '0', behavior }),
    );
    const visits = [{}, { browser: 'second' }, { browser: 'third' }];
    return answer({ document: realm(flowOf(rows)), persona: { username: 'plain' }, visits }).visits.map(
      ({ messages, end }) => (end === 'error' ? messages.at(-1) : end),
    );
  };
  assert.deepEqual(limited('Deny new session', '2'), ['callback', 'callback', 'There are too many sessions']);
  assert.deepEqual(limited('Terminate oldest session', '1'), ['callback', 'callback', 'callback']);
  assert.deepEqual(limited('Deny new session', '0'), ['callback', 'callback', 'callback']);
});
