import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { startEmbedded } from '../../../src/provider/embedded/start-embedded.ts';
import { inputValue, textOf } from './kit/http-browser.ts';
import { authorizationUrl, callbackOf, freshBrowser, signIn, VERSION, withEmbedded } from './kit/open-login.ts';
import { client, device, password, person, testRealm } from './kit/test-realm.ts';

const secret = password();
const ada = person('ada', { credentials: [secret.credential] });
const typed = { username: 'ada', password: secret.value };

test('a right password leads to the callback with a code, the state and the issuer', async () => {
  await withEmbedded({ realm: testRealm({ users: [ada] }) }, async (provider) => {
    const browser = freshBrowser();
    const first = await browser.visit(authorizationUrl(provider));
    assert.equal(first.page, 'login-login');
    assert.equal(first.url.pathname, '/realms/demo/protocol/openid-connect/auth');
    const parameters = callbackOf(await browser.submit(first, 'kc-form-login', { ...typed, username: 'ADA' }));
    assert.equal(parameters.get('state'), 'some-state');
    assert.equal(parameters.get('iss'), provider.issuer);
    assert.ok(parameters.get('code'));
  });
});

test('a wrong password shows the message at the username, which stays filled in', async () => {
  await withEmbedded({ realm: testRealm({ users: [ada] }) }, async (provider) => {
    const shown = await signIn(provider, freshBrowser(), { ...typed, password: 'wrong' });
    assert.equal(shown.page, 'login-login');
    assert.equal(textOf(shown, 'input-error-username'), 'Invalid username or password.');
    assert.equal(inputValue(shown, 'username'), 'ada');
  });
});

test('a disabled user learns so only with the right password', async () => {
  const users = [{ ...ada, enabled: false }];
  await withEmbedded({ realm: testRealm({ users }) }, async (provider) => {
    const wrong = await signIn(provider, freshBrowser(), { ...typed, password: 'wrong' });
    assert.match(wrong.html, /Invalid username or password\./);
    const right = await signIn(provider, freshBrowser(), typed);
    assert.match(right.html, /kc-feedback-text">Account is disabled, contact your administrator\./);
  });
});

test('failed attempts lock the user against the right password until the lock is lifted', async () => {
  const realm = testRealm({
    users: [ada],
    bruteForceProtected: true,
    failureFactor: 2,
    quickLoginCheckMilliSeconds: 0,
  });
  await withEmbedded({ realm }, async (provider) => {
    for (const attempt of ['one', 'two']) await signIn(provider, freshBrowser(), { ...typed, password: attempt });
    const locked = await signIn(provider, freshBrowser(), typed);
    assert.equal(textOf(locked, 'input-error-username'), 'Invalid username or password.');
    provider.clearFailures('ada');
    assert.ok(callbackOf(await signIn(provider, freshBrowser(), typed)).get('code'));
  });
});

test('a second visit with the session goes straight to the callback', async () => {
  await withEmbedded({ realm: testRealm({ users: [ada] }) }, async (provider) => {
    const browser = freshBrowser();
    const first = await browser.visit(authorizationUrl(provider));
    await browser.submit(first, 'kc-form-login', typed);
    assert.ok(callbackOf(await browser.visit(authorizationUrl(provider))).get('code'));
    assert.equal((await freshBrowser().visit(authorizationUrl(provider))).page, 'login-login');
  });
});

test('refusing consent tells the application, granting it is remembered', async () => {
  const realm = testRealm({ users: [ada], clients: [client({ consentRequired: true, name: 'The portal' })] });
  await withEmbedded({ realm }, async (provider) => {
    const browser = freshBrowser();
    const asked = await signIn(provider, browser, typed);
    assert.equal(asked.page, 'login-login-oauth-grant');
    assert.equal(asked.url.searchParams.get('execution'), 'OAUTH_GRANT');
    assert.equal(textOf(asked, 'kc-page-title'), 'Grant Access to The portal');
    const denied = callbackOf(await browser.submit(asked, '', { cancel: 'No' }));
    assert.equal(denied.get('error'), 'access_denied');
    assert.equal(denied.get('iss'), provider.issuer);
    const again = await signIn(provider, freshBrowser(), typed);
    assert.equal(again.page, 'login-login-oauth-grant');
    const other = freshBrowser();
    const granted = await other.submit(await signIn(provider, other, typed), '', { accept: 'Yes' });
    assert.ok(callbackOf(granted).get('code'));
    assert.ok(callbackOf(await signIn(provider, freshBrowser(), typed)).get('code'));
  });
});

test('declined terms are an access_denied at the callback', async () => {
  const requiredActions = [
    { alias: 'TERMS_AND_CONDITIONS', providerId: 'TERMS_AND_CONDITIONS', name: 'Terms', enabled: true, priority: 20 },
  ];
  const users = [{ ...ada, requiredActions: ['TERMS_AND_CONDITIONS'] }];
  await withEmbedded({ realm: testRealm({ users, requiredActions }) }, async (provider) => {
    const browser = freshBrowser();
    const terms = await signIn(provider, browser, typed);
    assert.equal(terms.page, 'login-terms');
    const back = callbackOf(await browser.submit(terms, '', { cancel: '' }));
    assert.deepEqual(
      [back.get('error'), back.get('error_description')],
      ['access_denied', 'termsAndConditionsDeclined'],
    );
  });
});

test('users come and go while the provider runs', async () => {
  await withEmbedded({ realm: testRealm() }, async (provider) => {
    assert.equal(provider.findUser('ada'), undefined);
    provider.addUsers([ada]);
    assert.deepEqual(provider.findUser('Ada'), { enabled: true, credentials: ['password'] });
    assert.ok(callbackOf(await signIn(provider, freshBrowser(), typed)).get('code'));
    provider.updateUser({ ...ada, enabled: false });
    assert.match((await signIn(provider, freshBrowser(), typed)).html, /Account is disabled/);
    provider.removeUser('ada');
    assert.match((await signIn(provider, freshBrowser(), typed)).html, /Invalid username or password\./);
    assert.throws(() => provider.removeUser('ada'), { code: 'persona-unknown' });
  });
});

test('what cannot be checked is said when it is posted, and nothing is guessed', async () => {
  const hashed = { type: 'password', secretData: '{"value":"AA==","salt":"AA=="}' };
  const argon = { ...hashed, credentialData: '{"algorithm":"argon2","hashIterations":5}' };
  await withEmbedded(
    { realm: testRealm({ users: [ada, person('eve', { credentials: [argon] })] }) },
    async (provider) => {
      const shown = await signIn(provider, freshBrowser(), { ...typed, username: 'eve' });
      assert.deepEqual([shown.page, shown.status], ['login-simulation-unsupported', 501]);
      assert.match(shown.html, /argon2/);
      assert.ok(callbackOf(await signIn(provider, freshBrowser(), typed)).get('code'));
    },
  );
});

test('a password policy that is kept elsewhere is named when a new password meets it', async () => {
  const users = [{ ...ada, requiredActions: ['UPDATE_PASSWORD'] }];
  const requiredActions = [{ alias: 'UPDATE_PASSWORD', providerId: 'UPDATE_PASSWORD', enabled: true, priority: 30 }];
  const realm = testRealm({ users, requiredActions, passwordPolicy: 'passwordBlacklist(list.txt)' });
  await withEmbedded({ realm }, async (provider) => {
    const browser = freshBrowser();
    const asked = await signIn(provider, browser, typed);
    const shown = await browser.submit(asked, 'kc-passwd-update-form', {
      'password-new': 'a',
      'password-confirm': 'a',
    });
    assert.equal(shown.status, 501);
    assert.match(shown.html, /passwordBlacklist/);
  });
});

test('a step nobody knows is served as the error page that a stock server shows', async () => {
  await withEmbedded({ realm: testRealm({ users: [ada], ...flowOf('acme-risk-check') }) }, async (provider) => {
    const shown = await freshBrowser().visit(authorizationUrl(provider));
    assert.equal(shown.page, 'login-error');
  });
});

test('a passkey is asked for; no answer is a failure, an answer is not judged', async () => {
  const key = { type: 'webauthn', secretData: '{}', credentialData: '{"credentialId":"a2V5"}' };
  const users = [{ ...ada, credentials: [...ada.credentials, key] }];
  await withEmbedded(
    { realm: testRealm({ users, ...flowOf('auth-username-password-form', 'webauthn-authenticator') }) },
    async (provider) => {
      const browser = freshBrowser();
      const asked = await signIn(provider, browser, typed);
      assert.equal(asked.page, 'login-webauthn-authenticate');
      const failed = await browser.submit(asked, 'webauth', { error: 'NotAllowedError' });
      assert.equal(failed.page, 'login-webauthn-error');
      const again = await browser.submit(failed, 'kc-error-credential-form', {});
      assert.equal(again.page, 'login-webauthn-authenticate');
      assert.equal((await browser.submit(again, 'webauth', { signature: 'AA' })).status, 501);
    },
  );
});

test('an unknown server version is refused', async () => {
  await assert.rejects(startEmbedded({ realm: testRealm(), version: '12.0.4' }), { code: 'realm-unsupported' });
});

test('two instances in one process share nothing', async () => {
  await withEmbedded({ realm: testRealm({ users: [ada] }) }, (one) =>
    withEmbedded({ realm: testRealm() }, async (other) => {
      const browser = freshBrowser();
      const first = await browser.visit(authorizationUrl(one));
      await browser.submit(first, 'kc-form-login', typed);
      for (const [key, value] of [...browser.cookies])
        browser.cookies.set(key.replace(one.baseUrl, other.baseUrl), value);
      assert.equal((await browser.visit(authorizationUrl(other))).page, 'login-login');
      assert.match((await signIn(other, browser, typed)).html, /Invalid username or password\./);
      const keys = await Promise.all(
        [one, other].map(({ issuer }) => fetch(`${issuer}/protocol/openid-connect/certs`)),
      );
      const [ours, theirs] = await Promise.all(keys.map((response) => response.json()));
      assert.notDeepEqual(ours, theirs);
    }),
  );
});

test('the record names the simulation and a fingerprint that no user changes', async () => {
  const records = [];
  for (const users of [[], [ada]]) {
    records.push(await withEmbedded({ realm: testRealm({ users }) }, async ({ record }) => record));
  }
  assert.deepEqual(records[0], records[1]);
  assert.deepEqual(records[0]?.name, 'embedded');
  assert.match(records[0]?.realm_sha256 ?? '', /^[0-9a-f]{64}$/);
});

test('the log tells pages and outcomes, never a name or a value', async () => {
  const lines: string[] = [];
  const phone = device();
  const users = [person('ada', { credentials: [secret.credential, phone.credential] })];
  await withEmbedded({ realm: testRealm({ users }), log: (line) => lines.push(line) }, async (provider) => {
    const browser = freshBrowser();
    const challenge = await signIn(provider, browser, typed);
    await browser.submit(challenge, 'kc-otp-login-form', { otp: phone.code(Date.now()) });
  });
  assert.deepEqual(lines, ['page login', 'page login-otp', 'callback']);
});

test('starting and stopping prints nothing and leaves the process free to end', () => {
  const source = new URL('../../../src/provider/embedded/start-embedded.ts', import.meta.url).href;
  const script = `import { startEmbedded } from '${source}';
    const provider = await startEmbedded({ realm: { realm: 'demo', enabled: true, clients: [] }, version: '${VERSION}' });
    await fetch(provider.issuer + '/.well-known/openid-configuration').then((response) => response.json());
    await provider.stop();`;
  const child = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.deepEqual({ status: child.status, out: child.stdout, err: child.stderr }, { status: 0, out: '', err: '' });
});

function flowOf(...authenticators: readonly string[]) {
  const executions = authenticators.map((authenticator, at) => ({
    authenticator,
    requirement: 'REQUIRED',
    priority: at,
  }));
  const flow = { alias: 'mine', providerId: 'basic-flow', topLevel: true, builtIn: false };
  return { browserFlow: 'mine', authenticationFlows: [{ ...flow, authenticationExecutions: executions }] };
}
