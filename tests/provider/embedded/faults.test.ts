import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorizationUrl, freshBrowser, withEmbedded } from './kit/open-login.ts';
import { testRealm } from './kit/test-realm.ts';

test('each fault disturbs its page and no other, and is gone when switched off', async () => {
  await withEmbedded({ realm: testRealm() }, async (provider) => {
    const seen = () => freshBrowser().visit(authorizationUrl(provider));
    provider.setFaults({ unknownPage: 'login-otp', wrongPage: 'login-otp', neverSettles: 'login-otp' });
    const calm = await seen();
    assert.equal(calm.page, 'login-login');
    assert.doesNotMatch(calm.html, /setInterval/);
    provider.setFaults({ unknownPage: 'login' });
    assert.equal((await seen()).page, 'login-simulated-unknown-page');
    provider.setFaults({ wrongPage: 'login' });
    assert.equal((await seen()).page, 'login-terms');
    provider.setFaults({ neverSettles: 'login' });
    assert.match((await seen()).html, /setInterval/);
    provider.setFaults({});
    assert.equal((await seen()).page, 'login-login');
  });
});

test('a slow page takes seconds', async () => {
  await withEmbedded({ realm: testRealm(), faults: { slow: 'login' } }, async (provider) => {
    const before = performance.now();
    await freshBrowser().visit(authorizationUrl(provider));
    assert.ok(performance.now() - before >= 2_900);
  });
});
