import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Embedded } from '../../../src/provider/embedded/start-embedded.ts';
import { type Portal, startPortal } from '../../../src/provider/portal/portal.ts';
import { portalLiterals } from '../../../src/provider/portal/portal-literals.ts';
import { type HttpBrowser, httpBrowser, type Shown, textOf } from '../embedded/kit/http-browser.ts';
import { withEmbedded } from '../embedded/kit/open-login.ts';
import { CLIENT, client, password, person, testRealm } from '../embedded/kit/test-realm.ts';
import { decodedTexts } from '../embedded/kit/texts.ts';

const secret = password();
const typed = { username: 'ada', password: secret.value };
const users = [person('ada', { credentials: [secret.credential] })];

interface Scene {
  readonly provider: Embedded;
  readonly portal: Portal;
  readonly browser: HttpBrowser;
}

async function withPortal(realm: object, use: (scene: Scene) => Promise<void>): Promise<void> {
  await withEmbedded({ realm }, async (provider) => {
    const portal = await startPortal({ issuer: provider.issuer, clientId: CLIENT });
    try {
      await use({ provider, portal, browser: httpBrowser() });
    } finally {
      await portal.stop();
    }
  });
}

async function signIn({ portal, browser }: Scene): Promise<Shown> {
  const login = await browser.follow(await browser.visit(portal.url), 'sign-in');
  return browser.submit(login, 'kc-form-login', typed);
}

/** The answer to a sign-in, caught before the portal has seen it. */
async function caughtCallback(scene: Scene): Promise<URL> {
  const catching = httpBrowser((url) => url.pathname === '/callback');
  for (const [key, value] of scene.browser.cookies) catching.cookies.set(key, value);
  const login = await catching.visit(`${scene.portal.url}/sign-in`);
  const { url } = login.page === '' ? login : await catching.submit(login, 'kc-form-login', typed);
  for (const [key, value] of catching.cookies) scene.browser.cookies.set(key, value);
  return url;
}

function errorId(shown: Shown): string {
  assert.equal(shown.page, 'portal-error');
  assert.ok(portalLiterals().includes(textOf(shown, 'portal-error-text')));
  return textOf(shown, 'portal-error-id');
}

test('a person signs in, sees the account without a code in the address, and signs out', async () => {
  await withPortal(testRealm({ users }), async (scene) => {
    const { browser, portal } = scene;
    const home = await browser.visit(portal.url);
    assert.equal(home.page, 'portal-home');
    assert.match(home.html, /<h1>Portal<\/h1>[\s\S]*>Sign in<\/a>/);
    const account = await signIn(scene);
    assert.deepEqual([account.page, account.url.href], ['portal-account', `${portal.url}/account`]);
    assert.deepEqual([textOf(account, 'portal-user'), textOf(account, 'portal-acr')], ['ada', '1']);
    assert.equal((await browser.visit(portal.url)).page, 'portal-account');
    const out = await browser.follow(account, 'sign-out');
    assert.deepEqual([out.page, out.url.href], ['portal-signed-out', `${portal.url}/signed-out`]);
    assert.equal((await browser.visit(`${portal.url}/account`)).page, 'portal-home');
    assert.equal((await browser.follow(out, 'sign-in')).page, 'login-login');
  });
});

test('allow-listed parameters reach the provider, others do not', async () => {
  await withPortal(testRealm({ users }), async ({ portal, browser }) => {
    const login = await browser.visit(`${portal.url}/sign-in?login_hint=ada&redirect_uri=https://evil.example.test`);
    assert.equal(login.page, 'login-login');
    assert.match(login.html, /id="username"[^>]*value="ada"/);
    assert.equal(login.url.searchParams.get('redirect_uri'), `${portal.url}/callback`);
    assert.equal(errorId(await browser.visit(`${portal.url}/sign-in?prompt=none`)), 'PORTAL-CALLBACK-LOGIN-REQUIRED');
  });
});

test('refused consent is access denied', async () => {
  await withPortal(testRealm({ users, clients: [client({ consentRequired: true })] }), async (scene) => {
    const consent = await signIn(scene);
    assert.equal(consent.page, 'login-login-oauth-grant');
    assert.equal(errorId(await scene.browser.submit(consent, '', { cancel: 'No' })), 'PORTAL-CALLBACK-ACCESS-DENIED');
  });
});

const TAMPERED = [
  ['another state', (url: URL) => url.searchParams.set('state', 'other'), 'PORTAL-STATE-MISMATCH'],
  ['no state', (url: URL) => url.searchParams.delete('state'), 'PORTAL-STATE-MISMATCH'],
  ['another issuer', (url: URL) => url.searchParams.set('iss', 'http://127.0.0.1:1/'), 'PORTAL-ISSUER-MISMATCH'],
  ['another code', (url: URL) => url.searchParams.set('code', 'other'), 'PORTAL-CODE-REFUSED'],
] as const;

for (const [what, tamper, id] of TAMPERED) {
  test(`a callback with ${what} is ${id}, and cannot be tried again`, async () => {
    await withPortal(testRealm({ users }), async (scene) => {
      const url = await caughtCallback(scene);
      const right = url.href;
      tamper(url);
      assert.equal(errorId(await scene.browser.visit(url)), id);
      assert.equal(errorId(await scene.browser.visit(right)), 'PORTAL-NO-PENDING-REQUEST');
      assert.equal((await scene.browser.visit(`${scene.portal.url}/account`)).page, 'portal-home');
    });
  });
}

test('a used callback is worth nothing: not after a sign-in, not in another browser', async () => {
  await withPortal(testRealm({ users }), async (scene) => {
    const url = await caughtCallback(scene);
    assert.equal((await scene.browser.visit(url)).page, 'portal-account');
    assert.equal(errorId(await scene.browser.visit(url)), 'PORTAL-NO-PENDING-REQUEST');
    assert.equal(errorId(await httpBrowser().visit(url)), 'PORTAL-NO-PENDING-REQUEST');
    assert.equal((await scene.browser.visit(`${scene.portal.url}/account`)).page, 'portal-account');
  });
});

test('a code that was used before is refused', async () => {
  await withPortal(testRealm({ users }), async (scene) => {
    const first = await caughtCallback(scene);
    await scene.browser.visit(first);
    const second = await caughtCallback(scene);
    second.searchParams.set('code', first.searchParams.get('code') ?? '');
    assert.equal(errorId(await scene.browser.visit(second)), 'PORTAL-CODE-REFUSED');
  });
});

test('a provider that is down is said so, at the start and at the callback', async () => {
  await withPortal(testRealm({ users }), async (scene) => {
    const url = await caughtCallback(scene);
    await scene.provider.stop();
    assert.equal(errorId(await scene.browser.visit(url)), 'PORTAL-PROVIDER-UNREACHABLE');
    const portal = await startPortal({ issuer: scene.provider.issuer, clientId: CLIENT });
    const shown = await httpBrowser().visit(`${portal.url}/sign-in`);
    await portal.stop();
    assert.equal(errorId(shown), 'PORTAL-PROVIDER-UNREACHABLE');
  });
});

test('everything the portal shows beside the person is in its literals', async () => {
  await withPortal(testRealm({ users }), async (scene) => {
    const { browser, portal } = scene;
    const pages = [await browser.visit(portal.url), await browser.visit(`${portal.url}/callback`)];
    pages.push(await signIn(scene), await browser.visit(`${portal.url}/signed-out`));
    const literals = portalLiterals();
    const strange = pages.flatMap(decodedTexts).filter((text) => !literals.includes(text.replace(/:$/, '')));
    assert.deepEqual(strange, ['ada', '1']);
  });
});

test('a taken port is a problem of its own', async () => {
  const portal = await startPortal({ issuer: 'http://127.0.0.1:9', clientId: CLIENT });
  const port = Number(new URL(portal.url).port);
  await assert.rejects(startPortal({ issuer: 'http://127.0.0.1:9', clientId: CLIENT, port }), { code: 'port-in-use' });
  await portal.stop();
});
