import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inputValue, type Shown, textOf } from './kit/http-browser.ts';
import { callbackOf, freshBrowser, signIn, withEmbedded } from './kit/open-login.ts';
import { codeOf, device, password, person, testRealm } from './kit/test-realm.ts';

const secret = password();
const typed = { username: 'ada', password: secret.value };
const STEP_MS = 30_000;
/** The middle of a time step, so that no test stands at its edge. */
const NOW = 1_790_000_025_000;

async function challenge(provider: Parameters<typeof signIn>[0], otp: string): Promise<Shown> {
  const browser = freshBrowser();
  return browser.submit(await signIn(provider, browser, typed), 'kc-otp-login-form', { otp });
}

test('codes of this step and its two neighbours are good once each, others never', async () => {
  const phone = device();
  const users = [person('ada', { credentials: [secret.credential, phone.credential] })];
  await withEmbedded({ realm: testRealm({ users }), clock: () => NOW }, async (provider) => {
    for (const steps of [0, -1, 1]) {
      const back = await challenge(provider, phone.code(NOW + steps * STEP_MS));
      assert.ok(callbackOf(back).get('code'), `${steps} steps away`);
    }
    for (const steps of [0, -1, 1, -2, 2]) {
      const refused = await challenge(provider, phone.code(NOW + steps * STEP_MS));
      assert.equal(refused.page, 'login-login-otp', `${steps} steps away`);
      assert.equal(textOf(refused, 'input-error-otp'), 'Invalid authenticator code.');
    }
  });
});

test('a used code is good again once its time is over only where the realm lets codes be reused', async () => {
  const phone = device();
  const users = [person('ada', { credentials: [secret.credential, phone.credential] })];
  const policy = {
    otpPolicyType: 'totp',
    otpPolicyAlgorithm: 'HmacSHA1',
    otpPolicyDigits: 6,
    otpPolicyInitialCounter: 0,
    otpPolicyLookAheadWindow: 1,
    otpPolicyPeriod: 30,
    otpPolicyCodeReusable: true,
  };
  await withEmbedded({ realm: testRealm({ users, ...policy }), clock: () => NOW }, async (provider) => {
    for (const _ of ['first', 'second']) assert.ok(callbackOf(await challenge(provider, phone.code(NOW))).get('code'));
  });
});

test('two devices of one user do not block each other', async () => {
  const phone = device('phone');
  const tablet = device('tablet');
  const users = [person('ada', { credentials: [secret.credential, phone.credential, tablet.credential] })];
  await withEmbedded({ realm: testRealm({ users }), clock: () => NOW }, async (provider) => {
    assert.ok(callbackOf(await challenge(provider, phone.code(NOW))).get('code'));
    const browser = freshBrowser();
    const page = await signIn(provider, browser, typed);
    assert.match(page.html, /id="kc-otp-credential-1"/);
    const [, tablet_id = ''] = /id="kc-otp-credential-1"[^>]*data-device="([^"]*)"/.exec(page.html) ?? [];
    const fields = { otp: tablet.code(NOW), selectedCredentialId: tablet_id };
    assert.ok(callbackOf(await browser.submit(page, 'kc-otp-login-form', fields)).get('code'));
  });
});

test('an enrolled device signs in, and its first code is used up', async () => {
  let now = NOW;
  const users = [person('ada', { credentials: [secret.credential], requiredActions: ['CONFIGURE_TOTP'] })];
  await withEmbedded({ realm: testRealm({ users }), clock: () => now }, async (provider) => {
    const browser = freshBrowser();
    const setup = await signIn(provider, browser, typed);
    assert.equal(setup.page, 'login-login-config-totp');
    assert.equal(setup.url.searchParams.get('execution'), 'CONFIGURE_TOTP');
    assert.match(setup.html, /id="kc-totp-secret-qr-code" src="data:image\/gif;base64,/);
    const manual = await browser.follow(setup, 'mode-manual');
    const key = textOf(manual, 'kc-totp-secret-key');
    assert.match(key, /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    const wrong = await browser.submit(manual, 'kc-totp-settings-form', { totp: '000000', userLabel: 'new phone' });
    assert.equal(textOf(wrong, 'input-error-otp-code'), 'Invalid authenticator code.');
    assert.equal(inputValue(wrong, 'totpSecret'), inputValue(manual, 'totpSecret'));
    const code = codeOf(key, now);
    const done = await browser.submit(wrong, 'kc-totp-settings-form', { totp: code, userLabel: 'new phone' });
    assert.ok(callbackOf(done).get('code'));
    assert.deepEqual(provider.findUser('ada')?.credentials, ['password', 'otp']);
    assert.equal((await challenge(provider, code)).page, 'login-login-otp');
    now += STEP_MS;
    assert.ok(callbackOf(await challenge(provider, codeOf(key, now))).get('code'));
  });
});

test('a right code of a locked user is not used up', async () => {
  const phone = device();
  const users = [person('ada', { credentials: [secret.credential, phone.credential] })];
  const realm = testRealm({ users, bruteForceProtected: true, failureFactor: 1, quickLoginCheckMilliSeconds: 0 });
  await withEmbedded({ realm, clock: () => NOW }, async (provider) => {
    const browser = freshBrowser();
    const wrong = await browser.submit(await signIn(provider, browser, typed), 'kc-otp-login-form', { otp: '000000' });
    const code = phone.code(NOW);
    const locked = await browser.submit(wrong, 'kc-otp-login-form', { otp: code });
    assert.equal(textOf(locked, 'input-error-otp'), 'Invalid authenticator code.');
    provider.clearFailures('ada');
    assert.ok(callbackOf(await browser.submit(locked, 'kc-otp-login-form', { otp: code })).get('code'));
  });
});
