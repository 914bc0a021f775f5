import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from './kit/http-browser.ts';
import { authorizationUrl, callbackOf, freshBrowser, withEmbedded } from './kit/open-login.ts';
import { client, testRealm } from './kit/test-realm.ts';

const ERROR_PAGES = [
  ['an unknown client', { client_id: 'nobody' }, 'Client not found.'],
  ['a foreign redirect URI', { redirect_uri: 'https://evil.example.test/' }, 'Invalid parameter: redirect_uri'],
  ['a missing client', { client_id: '' }, 'Missing parameters: client_id'],
] as const;

for (const [what, over, text] of ERROR_PAGES) {
  test(`${what} ends on the error page`, async () => {
    await withEmbedded({ realm: testRealm() }, async (provider) => {
      const shown = await freshBrowser().visit(authorizationUrl(provider, over));
      assert.deepEqual([shown.page, shown.status, textOf(shown, 'kc-error-message')], ['login-error', 400, text]);
    });
  });
}

test('the error page of a client leads back to its base URL', async () => {
  const realm = testRealm({ clients: [client({ enabled: false, baseUrl: 'http://127.0.0.1:9/start' })] });
  await withEmbedded({ realm }, async (provider) => {
    const shown = await freshBrowser().visit(authorizationUrl(provider));
    assert.match(shown.html, /id="backToApplication" href="http:\/\/127\.0\.0\.1:9\/start"/);
  });
});

const CALLBACK_ERRORS = [
  ['prompt=none without a session', { prompt: 'none' }, 'login_required'],
  ['an unknown response type', { response_type: 'nonsense' }, 'unsupported_response_type'],
  ['an unknown scope', { scope: 'openid nonsense' }, 'invalid_scope'],
] as const;

for (const [what, over, error] of CALLBACK_ERRORS) {
  test(`${what} is told to the application as ${error}`, async () => {
    await withEmbedded({ realm: testRealm() }, async (provider) => {
      const parameters = callbackOf(await freshBrowser().visit(authorizationUrl(provider, over)));
      assert.equal(parameters.get('error'), error);
      assert.equal(parameters.get('state'), 'some-state');
      assert.equal(parameters.get('iss'), provider.issuer);
    });
  });
}

test('what only a real server can answer is refused on a page that no classifier knows', async () => {
  await withEmbedded({ realm: testRealm({ clients: [client({ implicitFlowEnabled: true })] }) }, async (provider) => {
    const over = { response_type: 'id_token', nonce: 'once' };
    const shown = await freshBrowser().visit(authorizationUrl(provider, over));
    assert.deepEqual([shown.page, shown.status], ['login-simulation-unsupported', 501]);
  });
});

test('nothing outside the realm answers', async () => {
  await withEmbedded({ realm: testRealm() }, async ({ baseUrl }) => {
    for (const path of ['/', '/realms/other/protocol/openid-connect/auth', '/realms/demo2/']) {
      const shown = await freshBrowser().visit(`${baseUrl}${path}`);
      assert.deepEqual([shown.page, shown.status], ['login-error', 404], path);
    }
  });
});
