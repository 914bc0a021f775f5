import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { authorizationUrl, callbackOf, freshBrowser, signIn, withEmbedded } from './kit/open-login.ts';
import { redeem } from './kit/redeem.ts';
import { client, password, person, testRealm } from './kit/test-realm.ts';

const secret = password();
const typed = { username: 'ada', password: secret.value };
const users = [person('ada', { credentials: [secret.credential] })];

test('discovery names the endpoints as Keycloak lays them out', async () => {
  await withEmbedded({ realm: testRealm() }, async ({ issuer }) => {
    const metadata = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
    assert.equal(metadata.issuer, issuer);
    const endpoints = ['authorization', 'token', 'userinfo', 'end_session'].map((name) => metadata[`${name}_endpoint`]);
    assert.deepEqual(
      endpoints,
      ['auth', 'token', 'userinfo', 'logout'].map((name) => `${issuer}/protocol/openid-connect/${name}`),
    );
    assert.equal(metadata.jwks_uri, `${issuer}/protocol/openid-connect/certs`);
  });
});

test('a realm name that must be percent-encoded keeps its addresses together', async () => {
  const realm = { ...testRealm({ users }), realm: 'a ü' };
  await withEmbedded({ realm }, async (provider) => {
    assert.ok(provider.issuer.endsWith('/realms/a%20%C3%BC'));
    const { claims } = await redeem(provider, callbackOf(await signIn(provider, freshBrowser(), typed)));
    assert.equal(claims['iss'], provider.issuer);
  });
});

test('the ID token carries nonce, acr and who signed in; the access token opens userinfo', async () => {
  await withEmbedded({ realm: testRealm({ users }) }, async (provider) => {
    const browser = freshBrowser();
    const url = authorizationUrl(provider, { nonce: 'once', scope: 'openid profile email' });
    const back = await browser.submit(await browser.visit(url), 'kc-form-login', typed);
    const { claims, access_token } = await redeem(provider, callbackOf(back));
    assert.deepEqual(
      [claims['nonce'], claims['acr'], claims['preferred_username'], claims['email']],
      ['once', '1', 'ada', 'ada@example.test'],
    );
    const authorization = `Bearer ${access_token}`;
    const response = await fetch(`${provider.issuer}/protocol/openid-connect/userinfo`, { headers: { authorization } });
    assert.equal((await response.json()).sub, claims['sub']);
  });
});

test('a code is good once', async () => {
  await withEmbedded({ realm: testRealm({ users }) }, async (provider) => {
    const callback = callbackOf(await signIn(provider, freshBrowser(), typed));
    assert.equal((await redeem(provider, callback)).status, 200);
    const again = await redeem(provider, callback);
    assert.deepEqual([again.status, again.error], [400, 'invalid_grant']);
  });
});

test('a code with a challenge needs its verifier', async () => {
  await withEmbedded({ realm: testRealm({ users }) }, async (provider) => {
    const code_verifier = randomBytes(32).toString('base64url');
    const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
    for (const [over, status] of [
      [{}, 400],
      [{ code_verifier: randomBytes(32).toString('base64url') }, 400],
      [{ code_verifier }, 200],
    ] as const) {
      const browser = freshBrowser();
      const url = authorizationUrl(provider, { code_challenge, code_challenge_method: 'S256' });
      const back = await browser.submit(await browser.visit(url), 'kc-form-login', typed);
      assert.equal((await redeem(provider, callbackOf(back), over)).status, status);
    }
  });
});

test('a confidential client must know its secret', async () => {
  const value = randomBytes(9).toString('base64url');
  const clients = [client({ publicClient: false, secret: value })];
  await withEmbedded({ realm: testRealm({ users, clients }) }, async (provider) => {
    const bare = await redeem(provider, callbackOf(await signIn(provider, freshBrowser(), typed)));
    assert.deepEqual([bare.status, bare.error], [401, 'invalid_client']);
    const known = { client_secret: value };
    const posted = await redeem(provider, callbackOf(await signIn(provider, freshBrowser(), typed)), known);
    assert.equal(posted.status, 200);
  });
});

test('the result of an action that the application asked for comes back with the code', async () => {
  await withEmbedded({ realm: testRealm({ users }) }, async (provider) => {
    const browser = freshBrowser();
    const url = authorizationUrl(provider, { kc_action: 'UPDATE_PASSWORD' });
    const asked = await browser.submit(await browser.visit(url), 'kc-form-login', typed);
    assert.equal(asked.page, 'login-login-update-password');
    const cancelled = callbackOf(await browser.submit(asked, 'kc-passwd-update-form', { 'cancel-aia': 'true' }));
    assert.equal(cancelled.get('kc_action_status'), 'cancelled');
    assert.ok(cancelled.get('code'));
  });
});
