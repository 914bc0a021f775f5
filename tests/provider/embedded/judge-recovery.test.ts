import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { newRecoveryCodes } from '../../../src/provider/embedded/judge-recovery.ts';
import { textOf } from './kit/http-browser.ts';
import { callbackOf, freshBrowser, signIn, withEmbedded } from './kit/open-login.ts';
import { password, person, secondFactorRealm, testRealm } from './kit/test-realm.ts';

const secret = password();
const typed = { username: 'ada', password: secret.value };

test('new codes are shown once, then asked for in order', async () => {
  const users = [
    person('ada', { credentials: [secret.credential], requiredActions: ['CONFIGURE_RECOVERY_AUTHN_CODES'] }),
  ];
  const realm = secondFactorRealm({ users, ...withoutSecondFactor() });
  await withEmbedded({ realm }, async (provider) => {
    const browser = freshBrowser();
    const setup = await signIn(provider, browser, typed);
    assert.equal(setup.page, 'login-login-recovery-authn-code-config');
    const codes = [...setup.html.matchAll(/<li>([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})<\/li>/g)].map(([, code]) => code);
    assert.equal(codes.length, 12);
    const done = await browser.submit(setup, 'kc-recovery-codes-settings-form');
    assert.ok(callbackOf(done).get('code'));
    assert.deepEqual(provider.findUser('ada')?.credentials, ['password', 'recovery-authn-codes']);
  });
});

test('changed hidden fields bring new codes', async () => {
  const users = [
    person('ada', { credentials: [secret.credential], requiredActions: ['CONFIGURE_RECOVERY_AUTHN_CODES'] }),
  ];
  await withEmbedded({ realm: testRealm({ users }) }, async (provider) => {
    const browser = freshBrowser();
    const setup = await signIn(provider, browser, typed);
    const again = await browser.submit(setup, 'kc-recovery-codes-settings-form', { generatedAt: '1' });
    assert.equal(again.page, 'login-login-recovery-authn-code-config');
    assert.notEqual(textOf(again, 'kc-recovery-codes-list'), textOf(setup, 'kc-recovery-codes-list'));
    assert.deepEqual(provider.findUser('ada')?.credentials, ['password']);
  });
});

test('stored codes are asked for by number; a wrong or a used one is refused', async () => {
  const codes = newRecoveryCodes();
  const users = [person('ada', { credentials: [secret.credential, stored(codes)] })];
  await withEmbedded({ realm: secondFactorRealm({ users }) }, async (provider) => {
    const browser = freshBrowser();
    const asked = await signIn(provider, browser, typed);
    assert.equal(asked.page, 'login-login-recovery-authn-code-input');
    assert.match(asked.html, /Recovery code #1/);
    const form = 'kc-recovery-code-login-form';
    const wrong = await browser.submit(asked, form, { recoveryCodeInput: codes[1] ?? '' });
    assert.equal(textOf(wrong, 'input-error-recoveryCodeInput'), 'Invalid recovery authentication code');
    const dashed = codes[0]?.replace(/(.{4})(?=.)/g, '$1-') ?? '';
    assert.ok(callbackOf(await browser.submit(wrong, form, { recoveryCodeInput: dashed })).get('code'));
    const other = freshBrowser();
    const second = await signIn(provider, other, typed);
    assert.match(second.html, /Recovery code #2/);
    const used = await other.submit(second, form, { recoveryCodeInput: codes[0] ?? '' });
    assert.equal(used.page, 'login-login-recovery-authn-code-input');
    assert.ok(callbackOf(await other.submit(used, form, { recoveryCodeInput: codes[1] ?? '' })).get('code'));
  });
});

function stored(codes: readonly string[]) {
  const hash = (code: string) => createHash('sha512').update(code).digest('base64');
  return {
    type: 'recovery-authn-codes',
    credentialData: JSON.stringify({ algorithm: 'RS512', totalCodes: 12, remainingCodes: 12 }),
    secretData: JSON.stringify({
      codes: codes.map((code, at) => ({ number: at + 1, encodedHashedValue: hash(code) })),
    }),
  };
}

/** The password alone, so that the action is what is seen. */
function withoutSecondFactor() {
  return { browserFlow: 'browser' };
}
