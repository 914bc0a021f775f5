import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Embedded } from '../../../src/provider/embedded/start-embedded.ts';
import { type HttpBrowser, textOf } from './kit/http-browser.ts';
import { authorizationUrl, callbackOf, freshBrowser, signIn, withEmbedded } from './kit/open-login.ts';
import { redeem } from './kit/redeem.ts';
import { CALLBACK, client, password, person, testRealm } from './kit/test-realm.ts';

const secret = password();
const typed = { username: 'ada', password: secret.value };
const users = [person('ada', { credentials: [secret.credential] })];

async function signedIn(provider: Embedded) {
  const browser = freshBrowser();
  const { id_token } = await redeem(provider, callbackOf(await signIn(provider, browser, typed)));
  return { browser, id_token };
}

function visitLogout({ issuer }: Embedded, browser: HttpBrowser, parameters: Record<string, string>) {
  return browser.visit(`${issuer}/protocol/openid-connect/logout?${new URLSearchParams(parameters)}`);
}

test('with an ID token the session ends at once and the browser goes back', async () => {
  await withEmbedded({ realm: testRealm({ users }) }, async (provider) => {
    const { browser, id_token } = await signedIn(provider);
    const parameters = { id_token_hint: id_token, post_logout_redirect_uri: CALLBACK, state: 'after' };
    const back = await visitLogout(provider, browser, parameters);
    assert.equal(callbackOf(back).get('state'), 'after');
    assert.equal((await browser.visit(authorizationUrl(provider))).page, 'login-login');
  });
});

test('without one it is asked first, and the answer ends the session', async () => {
  await withEmbedded({ realm: testRealm({ users }) }, async (provider) => {
    const { browser } = await signedIn(provider);
    const question = await visitLogout(provider, browser, {});
    assert.equal(question.page, 'login-logout-confirm');
    assert.ok(callbackOf(await browser.visit(authorizationUrl(provider))).get('code'));
    const done = await browser.submit(question, '', { confirmLogout: 'Logout' });
    assert.deepEqual([done.page, textOf(done, 'kc-page-title')], ['login-info', 'You are logged out']);
    assert.equal((await browser.visit(authorizationUrl(provider))).page, 'login-login');
    const twice = await browser.submit(question, '', { confirmLogout: 'Logout' });
    assert.equal(textOf(twice, 'kc-error-message'), 'Logout failed');
  });
});

const REFUSALS = [
  ['a foreign address', { post_logout_redirect_uri: 'https://evil.example.test/' }, 'Invalid redirect uri'],
  ['another client than the token was made for', { client_id: 'other' }, 'Invalid parameter: client_id'],
  ['a token of nobody', { id_token_hint: 'e30.e30.e30' }, 'Session not active.'],
] as const;

for (const [what, over, text] of REFUSALS) {
  test(`${what} is refused and the session lives on`, async () => {
    await withEmbedded({ realm: testRealm({ users }) }, async (provider) => {
      const { browser, id_token } = await signedIn(provider);
      const shown = await visitLogout(provider, browser, { id_token_hint: id_token, ...over });
      assert.deepEqual([shown.page, textOf(shown, 'kc-error-message')], ['login-error', text]);
      assert.ok(callbackOf(await browser.visit(authorizationUrl(provider))).get('code'));
    });
  });
}

test('an address without a token or a client is refused', async () => {
  await withEmbedded({ realm: testRealm({ users }) }, async (provider) => {
    const shown = await visitLogout(provider, freshBrowser(), { post_logout_redirect_uri: CALLBACK });
    assert.equal(textOf(shown, 'kc-error-message'), 'Missing parameters: id_token_hint');
  });
});

test('a client that allows no address after signing out gets none', async () => {
  const clients = [client({ attributes: { 'post.logout.redirect.uris': '-' } })];
  await withEmbedded({ realm: testRealm({ users, clients }) }, async (provider) => {
    const parameters = { client_id: 'portal', post_logout_redirect_uri: CALLBACK };
    const shown = await visitLogout(provider, freshBrowser(), parameters);
    assert.equal(textOf(shown, 'kc-error-message'), 'Invalid redirect uri');
  });
});
