import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOGIN_MESSAGES, loginLiterals, loginMessage } from '../../../src/keycloak/login-messages.ts';
import { authorizationUrl, freshBrowser, signIn, withEmbedded } from './kit/open-login.ts';
import { device, password, person, secondFactorRealm, testRealm } from './kit/test-realm.ts';
import { decodedTexts } from './kit/texts.ts';

test('parameters are filled in, and a literal has none left', () => {
  assert.equal(loginMessage('missingParameterMessage', 'client_id'), 'Missing parameters: client_id');
  assert.equal(loginMessage('auth-recovery-code-prompt', '3'), 'Recovery code #3');
  assert.ok(loginLiterals().includes('Missing parameters:'));
  assert.deepEqual(
    loginLiterals().filter((text) => /\{\d|<|''/.test(text)),
    [],
  );
  assert.ok(Object.keys(LOGIN_MESSAGES).length > 250);
});

test('what the pages show beside values is in the table', async () => {
  const secret = password();
  const phone = device();
  const owed = { credentials: [secret.credential], requiredActions: ['CONFIGURE_TOTP', 'UPDATE_PASSWORD'] };
  const users = [person('ada', owed), person('eve', { credentials: [secret.credential, phone.credential] })];
  const literals = loginLiterals();
  const switches = { rememberMe: true, resetPasswordAllowed: true, registrationAllowed: true };
  for (const realm of [testRealm({ users, ...switches }), secondFactorRealm({ users })]) {
    await withEmbedded({ realm }, async (provider) => {
      const pages = [await freshBrowser().visit(authorizationUrl(provider))];
      for (const username of ['ada', 'eve']) {
        pages.push(await signIn(provider, freshBrowser(), { username, password: secret.value }));
      }
      const strange = pages.flatMap(decodedTexts).filter((text) => !literals.some((known) => text.includes(known)));
      assert.deepEqual([...new Set(strange)], ['Demo realm']);
    });
  }
});
