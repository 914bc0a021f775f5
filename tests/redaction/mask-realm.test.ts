import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskRealm } from '../../src/redaction/mask-realm.ts';

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
