import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRecoveryCodes } from '../../../src/provider/embedded/judge-recovery.ts';
import { textOf } from './kit/http-browser.ts';
import { authorizationUrl, callbackOf, freshBrowser, signIn, withEmbedded } from './kit/open-login.ts';
import { device, password, person, secondFactorRealm, testRealm } from './kit/test-realm.ts';

const secret = password();
const typed = { username: 'ada', password: secret.value };

function realmWithPhone() {
  const phone = device();
  return {
    phone,
    realm: testRealm({ users: [person('ada', { credentials: [secret.credential, phone.credential] })] }),
  };
}

test('the form of a step that is over leads to "page has expired", whose links go on or start again', async () => {
  const { phone, realm } = realmWithPhone();
  await withEmbedded({ realm }, async (provider) => {
    const browser = freshBrowser();
    const first = await browser.visit(authorizationUrl(provider));
    await browser.submit(first, 'kc-form-login', typed);
    const stale = await browser.submit(first, 'kc-form-login', typed);
    assert.equal(stale.page, 'login-login-page-expired');
    const restarted = await browser.follow(stale, 'loginRestartLink');
    assert.equal(restarted.page, 'login-login');
    await browser.submit(restarted, 'kc-form-login', typed);
    const again = await browser.submit(restarted, 'kc-form-login', typed);
    const on = await browser.follow(again, 'loginContinueLink');
    assert.equal(on.page, 'login-login-otp');
    const back = await browser.submit(on, 'kc-otp-login-form', { otp: phone.code(Date.now()) });
    assert.ok(callbackOf(back).get('code'));
  });
});

test('a form that was posted before shows its page again and says so', async () => {
  const { realm } = realmWithPhone();
  await withEmbedded({ realm }, async (provider) => {
    const browser = freshBrowser();
    const first = await browser.visit(authorizationUrl(provider));
    await browser.submit(first, 'kc-form-login', { ...typed, password: 'wrong' });
    const twice = await browser.submit(first, 'kc-form-login', typed);
    assert.equal(twice.page, 'login-login');
    assert.match(twice.html, /kc-feedback-text">Action expired\. Please continue with login now\./);
  });
});

test('a refresh shows the same step without its message', async () => {
  const { realm } = realmWithPhone();
  await withEmbedded({ realm }, async (provider) => {
    const browser = freshBrowser();
    const challenge = await signIn(provider, browser, typed);
    const wrong = await browser.submit(challenge, 'kc-otp-login-form', { otp: '000000' });
    const [, address = ''] = / data-address="([^"]*)"/.exec(wrong.html) ?? [];
    const refreshed = await browser.visit(new URL(address.replaceAll('&amp;', '&'), provider.baseUrl));
    assert.equal(refreshed.page, 'login-login-otp');
    assert.equal(textOf(refreshed, 'input-error-otp'), '');
  });
});

test('the login of one browser is worth nothing in another', async () => {
  const { realm } = realmWithPhone();
  await withEmbedded({ realm }, async (provider) => {
    const first = await freshBrowser().visit(authorizationUrl(provider));
    const foreign = await freshBrowser().submit(first, 'kc-form-login', typed);
    assert.deepEqual([foreign.page, foreign.status], ['login-error', 400]);
    assert.match(textOf(foreign, 'kc-error-message'), /^Restart login cookie not found\./);
  });
});

test('a form of a login that is over tells the application, not the person', async () => {
  const realm = testRealm({ users: [person('ada', { credentials: [secret.credential] })] });
  await withEmbedded({ realm }, async (provider) => {
    const browser = freshBrowser();
    const first = await browser.visit(authorizationUrl(provider));
    await browser.submit(first, 'kc-form-login', typed);
    const late = callbackOf(await browser.submit(first, 'kc-form-login', typed));
    assert.deepEqual(
      [late.get('error'), late.get('error_description')],
      ['temporarily_unavailable', 'authentication_expired'],
    );
  });
});

test('a login that takes longer than the realm allows starts again', async () => {
  const { realm } = realmWithPhone();
  let now = Date.now();
  await withEmbedded({ realm: { ...realm, accessCodeLifespanLogin: 60 }, clock: () => now }, async (provider) => {
    const browser = freshBrowser();
    const challenge = await signIn(provider, browser, typed);
    now += 61_000;
    const restarted = await browser.submit(challenge, 'kc-otp-login-form', { otp: '000000' });
    assert.equal(restarted.page, 'login-login');
    assert.match(restarted.html, /Your login attempt timed out\. Login will start from the beginning\./);
    assert.equal((await browser.submit(restarted, 'kc-form-login', typed)).page, 'login-login-otp');
  });
});

test('another way can be chosen, and only what is offered', async () => {
  const phone = device();
  const codes = {
    type: 'recovery-authn-codes',
    secretData: JSON.stringify({ codes: numbered() }),
    credentialData: JSON.stringify({ totalCodes: 12, remainingCodes: 12 }),
  };
  const users = [person('ada', { credentials: [secret.credential, phone.credential, codes] })];
  await withEmbedded({ realm: secondFactorRealm({ users }) }, async (provider) => {
    const browser = freshBrowser();
    const challenge = await signIn(provider, browser, typed);
    assert.equal(challenge.page, 'login-login-otp');
    const selector = await browser.submit(challenge, 'kc-select-try-another-way-form');
    assert.equal(selector.page, 'login-select-authenticator');
    const offered = [...selector.html.matchAll(/name="authenticationExecution" value="([^"]*)"/g)].map(
      ([, id = '']) => id,
    );
    assert.equal(offered.length, 2);
    const chosen = await browser.submit(selector, 'kc-select-credential-form', {
      authenticationExecution: offered[1] ?? '',
    });
    assert.equal(chosen.page, 'login-login-recovery-authn-code-input');
    const back = await browser.submit(chosen, 'kc-select-try-another-way-form');
    const forged = await browser.submit(back, 'kc-select-credential-form', { authenticationExecution: 'forged' });
    assert.equal(forged.page, 'login-error');
  });
});

test('a new password must meet the policy, match, and then signs in', async () => {
  const users = [person('ada', { credentials: [secret.credential], requiredActions: ['UPDATE_PASSWORD'] })];
  const realm = testRealm({ users, passwordPolicy: 'length(8) and digits(1) and passwordHistory(3)' });
  await withEmbedded({ realm }, async (provider) => {
    const browser = freshBrowser();
    const form = 'kc-passwd-update-form';
    let page = await signIn(provider, browser, typed);
    assert.equal(page.page, 'login-login-update-password');
    const next = password().value;
    const tries = [
      ['short1', 'short1', 'Invalid password: minimum length 8.'],
      ['without-a-number', 'without-a-number', 'Invalid password: must contain at least 1 numerical digits.'],
      [`${next}1`, `${next}2`, "Passwords don't match."],
    ] as const;
    for (const [one, two, message] of tries) {
      page = await browser.submit(page, form, { 'password-new': one, 'password-confirm': two });
      assert.ok(page.html.replaceAll('&#39;', "'").includes(message), message);
    }
    const fields = { 'password-new': `${next}1`, 'password-confirm': `${next}1` };
    assert.ok(callbackOf(await browser.submit(page, form, fields)).get('code'));
    assert.equal((await signIn(provider, freshBrowser(), typed)).page, 'login-login');
    assert.ok(callbackOf(await signIn(provider, freshBrowser(), { ...typed, password: `${next}1` })).get('code'));
  });
});

test('a profile that lacks something is asked for and kept', async () => {
  const users = [person('ada', { credentials: [secret.credential], lastName: '' })];
  await withEmbedded({ realm: testRealm({ users }) }, async (provider) => {
    const browser = freshBrowser();
    const profile = await signIn(provider, browser, typed);
    assert.equal(profile.page, 'login-login-update-profile');
    const values = { email: 'ada@example.test', firstName: 'Ada', lastName: '' };
    const missing = await browser.submit(profile, 'kc-update-profile-form', values);
    assert.equal(textOf(missing, 'input-error-lastName'), 'Please specify this field.');
    const done = await browser.submit(missing, 'kc-update-profile-form', { ...values, lastName: '<b>"Lovelace"</b>' });
    const kept = done.page === '' ? callbackOf(done).get('code') : textOf(done, 'input-error-lastName');
    assert.ok(kept);
    assert.ok(!done.html.includes('<b>"Lovelace"'));
  });
});

function numbered() {
  return newRecoveryCodes().map((_, at) => ({ number: at + 1, encodedHashedValue: '' }));
}
