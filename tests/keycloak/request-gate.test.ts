import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorize } from '../../src/keycloak/engine.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import type { Request } from '../../src/keycloak/request.ts';
import { emptyWorld } from '../../src/keycloak/world.ts';
import { CALLBACK, realm } from './realm-kit.ts';

const REQUEST: Request = {
  client_id: 'app',
  redirect_uri: CALLBACK,
  response_type: 'code',
  scope: 'openid',
  nonce: 'n',
};

/** What a request comes to: a page, an error page's text and status, or the error sent to the application. */
function outcome(request: Request, client: object = {}, change: Record<string, unknown> = {}): string {
  const app = { clientId: 'app', publicClient: true, redirectUris: ['https://app.example.test/auth/*'], ...client };
  const loaded = readRealm(realm({ clients: [app], ...change }), { version: '26.7.3' });
  const { outcome: out } = authorize(loaded, emptyWorld(0), { ...REQUEST, ...request });
  if (out.kind === 'page') return out.page;
  if (out.kind === 'error') return `${out.status} ${out.text}`;
  return out.kind === 'callback-error' ? [out.error, out.error_description].filter(Boolean).join(': ') : out.kind;
}

test('the realm and the client are checked before anything else', () => {
  assert.equal(outcome({}), 'login');
  assert.equal(outcome({}, {}, { enabled: false }), '400 Realm not enabled');
  assert.equal(outcome({}, {}, { sslRequired: 'all' }), '400 HTTPS required');
  assert.equal(outcome({ client_id: undefined }), '400 Missing parameters: client_id');
  assert.equal(outcome({ client_id: '__proto__' }), '400 Client not found.');
  assert.equal(outcome({ client_id: ['app', 'app'] }), '400 Invalid Request');
  assert.equal(outcome({}, { enabled: false }), '400 Client disabled.');
  assert.equal(
    outcome({}, { bearerOnly: true }),
    '403 Bearer-only applications are not allowed to initiate browser login',
  );
  assert.equal(outcome({}, { protocol: 'saml' }), '400 Wrong client protocol.');
  assert.equal(
    outcome({}, { attributes: { 'request.object.required': 'request or request_uri' } }),
    '400 Invalid Request',
  );
});

test('after the redirect address is known every error goes to the application', () => {
  const refused = (flow: string) =>
    `unauthorized_client: Client is not allowed to initiate browser login with given response_type. ${flow} flow is disabled for the client.`;
  assert.equal(
    outcome({ redirect_uri: 'https://evil.example.test/', response_type: undefined }),
    '400 Invalid parameter: redirect_uri',
  );
  assert.equal(outcome({ response_type: undefined }), 'invalid_request: Missing parameter: response_type');
  assert.equal(outcome({ response_type: 'tokenn' }), 'unsupported_response_type');
  assert.equal(outcome({ response_type: 'token' }), refused('Implicit'));
  assert.equal(outcome({}, { standardFlowEnabled: false }), refused('Standard'));
  assert.equal(outcome({ response_mode: 'telepathy' }), 'invalid_request: Invalid parameter: response_mode');
  assert.equal(outcome({ scope: ['openid', 'openid'] }), 'invalid_request: duplicated parameter');
  assert.equal(outcome({ scope: 'openid nonsense' }), 'invalid_scope: Invalid scopes: openid nonsense');
  assert.equal(outcome({ prompt: 'unheard-of' }), 'login');
  assert.equal(
    outcome({ response_type: 'code id_token', nonce: undefined }, { implicitFlowEnabled: true }),
    'invalid_request: Missing parameter: nonce',
  );
});

test('proof keys and pushed requests can be demanded', () => {
  const pkce = { attributes: { 'pkce.code.challenge.method': 'S256' } };
  assert.equal(outcome({}, pkce), 'invalid_request: Missing parameter: code_challenge_method');
  assert.equal(outcome({ code_challenge_method: 'S256' }, pkce), 'invalid_request: Missing parameter: code_challenge');
  const code_challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
  assert.equal(outcome({ code_challenge_method: 'S256', code_challenge }, pkce), 'login');
  assert.equal(
    outcome({ code_challenge_method: 'S256', code_challenge: 'short' }),
    'invalid_request: Invalid parameter: code_challenge',
  );
  assert.equal(
    outcome({ code_challenge_method: 'S512', code_challenge }),
    'invalid_request: Invalid parameter: code_challenge_method',
  );
  const pushed = { attributes: { 'require.pushed.authorization.requests': 'true' } };
  assert.equal(outcome({}, pushed), 'invalid_request: Pushed Authorization Request is only allowed.');
});

test('a hint sends to an identity provider that is there', () => {
  const identityProviders = [{ alias: 'idp', providerId: 'oidc', enabled: true }];
  assert.equal(outcome({ kc_idp_hint: 'idp' }, {}, { identityProviders }), 'idp');
  assert.equal(outcome({ kc_idp_hint: 'other' }, {}, { identityProviders }), 'login');
});
