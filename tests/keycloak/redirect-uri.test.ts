import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRedirectAllowed, onlyRedirect } from '../../src/keycloak/gate/redirect-uri.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import { realm } from './realm-kit.ts';

function client(redirectUris: readonly string[], rootUrl?: string) {
  const document = realm({
    clients: [{ clientId: 'app', redirectUris, ...(rootUrl === undefined ? {} : { rootUrl }) }],
  });
  const found = readRealm(document, { version: '26.7.3' }).clients.get('app');
  assert.ok(found);
  return found;
}

const TABLE: readonly {
  readonly valid: readonly string[];
  readonly accepted: readonly string[];
  readonly refused: readonly string[];
}[] = [
  {
    valid: ['http://example.com/foo/*', 'http://localhost:8280/foo/*', 'http://something.com:80/*'],
    accepted: [
      'http://example.com/foo',
      'http://example.com/foo/bar',
      'http://localhost:8280/foo',
      'http://something.com:80/some',
      'http://example.com/foo?encodeTest=a%3Cb',
    ],
    refused: [
      'http://example.com',
      'http://example.com/foobar',
      'http://localhost:8280/foobar',
      'http://example.com/foo/../',
      'http://example.com/foo/%2E%2E/',
      'http://user@example.com/foo/',
    ],
  },
  {
    valid: ['http://localhost?foo=bar', 'http://localhost?foo=bar*'],
    accepted: ['http://localhost?foo=bar'],
    refused: [
      'http://localhost?foo=bara',
      'http://localhost?foo=bar/',
      'http://localhost?foo2=bar2&foo=bar',
      'http://localhost?foo=b',
      'http://localhost?foo',
      'http://localhost?foo=bar&bar=foo',
      'http://localhost',
    ],
  },
  {
    valid: ['http://127.0.0.1'],
    accepted: ['http://127.0.0.1', 'http://127.0.0.1:8280'],
    refused: ['http://127.0.0.1/myapp', 'http://127.0.0.1:8180/myapp'],
  },
  {
    valid: ['http://127.0.0.1/myapp'],
    accepted: ['http://127.0.0.1/myapp', 'http://127.0.0.1:8280/myapp'],
    refused: ['http://127.0.0.1', 'http://127.0.0.1/myapp2'],
  },
  {
    valid: ['http://with-dash.example.local', 'http://with-dash.example.local/foo'],
    accepted: ['http://with-dash.example.local', 'http://with-dash.example.local/foo'],
    refused: ['http://wiTh-dAsh.example.local', 'http://wiTh-dAsh.example.local/foo', 'HTTP://with-dash.example.local'],
  },
  {
    valid: ['*'],
    accepted: ['http://anything/at/all', 'https://x'],
    refused: ['custom:scheme', 'javascript:alert(1)', 'no uri'],
  },
  { valid: ['myapp:*'], accepted: ['myapp:callback'], refused: ['myapp2:callback', 'http://myapp'] },
];

for (const { valid, accepted, refused } of TABLE)
  test(`valid addresses ${valid.join(', ')}`, () => {
    const app = client(valid);
    for (const uri of accepted) assert.equal(isRedirectAllowed(app, uri), true, uri);
    for (const uri of refused) assert.equal(isRedirectAllowed(app, uri), false, uri);
  });

test('a relative pattern stands below the root address', () => {
  assert.equal(isRedirectAllowed(client(['/cb/*'], 'https://app.test'), 'https://app.test/cb/1'), true);
  assert.equal(isRedirectAllowed(client(['/cb/*'], 'https://app.test'), 'https://other.test/cb/1'), false);
});

test('only a single pattern can stand for a missing parameter', () => {
  assert.equal(onlyRedirect(client(['https://app.test/cb/*'])), 'https://app.test/cb');
  assert.equal(onlyRedirect(client(['https://a.test', 'https://b.test'])), undefined);
  assert.equal(onlyRedirect(client([])), undefined);
});
