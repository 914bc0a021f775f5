import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { maskRealm } from '../../src/keycloak/mask-realm.ts';

const SECRETS = ['client', 'idp', 'mail', 'key', 'ldap', 'saml', 'rotated', 'token'].map((name) => `told-${name}`);
const [client, idp, mail, key, ldap, saml, rotated, token] = SECRETS;

const REALM = {
  realm: 'demo',
  passwordPolicy: 'length(12)',
  resetPasswordAllowed: true,
  clients: [
    {
      clientId: 'portal',
      secret: client,
      registrationAccessToken: token,
      attributes: {
        'saml.signing.private.key': saml,
        'client.secret.rotated': rotated,
        'client.secret.creation.time': '1',
      },
    },
  ],
  identityProviders: [{ alias: 'other', config: { clientSecret: idp, clientId: 'us' } }],
  smtpServer: { password: mail, host: 'mail' },
  components: { keys: [{ config: { privateKey: [key], priority: ['100'] } }, { config: { bindCredential: [ldap] } }] },
};

test('no secret of a realm export is left, and everything else is as it was', () => {
  const text = JSON.stringify(maskRealm(REALM));
  for (const secret of SECRETS) assert.ok(!text.includes(secret), secret);
  for (const kept of [
    'length(12)',
    '"resetPasswordAllowed":true',
    '"clientId":"us"',
    '"host":"mail"',
    '"priority":["100"]',
  ])
    assert.ok(text.includes(kept), kept);
  assert.ok(text.includes('"client.secret.creation.time":"1"'));
});

test('a secret that is not set stays unset', () => {
  assert.deepEqual(maskRealm({ secret: '', password: null, list: [1] }), { secret: '', password: null, list: [1] });
});

/** Secrets of authenticators, mappers and stores, under the keys that Keycloak gives them. */
const KEYS = [
  'secret.key',
  'api.key',
  'apiKey',
  'client.secret.rotated',
  'bindCredential',
  'keystorePassword',
  'saml.signing.private.key',
  'authTokenClientSecret',
  'signing_key',
  'access-token',
];

for (const key of KEYS)
  test(`${key} is not told`, () => {
    const held = { authenticatorConfig: [{ alias: 'robots', config: { [key]: 'told' } }], lists: { [key]: ['told'] } };
    assert.ok(!JSON.stringify(maskRealm(held)).includes('told'));
  });

/** What is about a secret and is none. */
const SETTINGS = {
  'site.key': '6Lc-site',
  publicKey: 'MIIB',
  'saml.signing.certificate': 'MIIC',
  passwordPolicy: 'length(12)',
  directGrantFlow: 'direct grant',
  resetCredentialsFlow: 'reset credentials',
  credentials: 'webauthn-passwordless',
  requiredCredentials: ['password'],
  tokenUrl: 'https://login.example.test/token',
  webAuthnPolicyPasswordlessResidentKey: 'required',
  webAuthnPolicyPasswordlessSignatureAlgorithms: ['ES256'],
  'actionTokenGeneratedByUserLifespan.reset-credentials': '300',
  'client.use.lightweight.access.token.enabled': 'true',
  'require.password.update.after.registration': 'false',
  cibaBackchannelTokenDeliveryMode: 'poll',
  'access.token.signed.response.alg': 'RS256',
  'client.secret.creation.time': '1',
  secretSize: ['64'],
  clientSecret: `\${vault.idp}`,
  composites: { client: { 'token-service': ['reader'] } },
  localizationTexts: { en: { password: 'Your password' } },
};

for (const [key, value] of Object.entries(SETTINGS))
  test(`${key} is told`, () => {
    assert.deepEqual(maskRealm({ [key]: value }), { [key]: value });
  });

test('of a whole export without secrets, nothing is masked', () => {
  const text = readFileSync(new URL('./change/whole-export.json', import.meta.url), 'utf8');
  assert.deepEqual(maskRealm(JSON.parse(text)), JSON.parse(text));
});
