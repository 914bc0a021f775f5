import assert from 'node:assert/strict';
import { test } from 'node:test';
import { realmSource } from '../../src/provider/realm-source.ts';
import { refuseUserStorage } from '../../src/run/refuse-user-storage.ts';

const BARE = realmSource(
  { realm: 'demo', components: { 'org.keycloak.keys.KeyProvider': [{ name: 'rsa' }] } },
  '26.5.0',
);
const LDAP = realmSource(
  { realm: 'demo', components: { 'org.keycloak.storage.UserStorageProvider': [{ name: 'ldap' }] } },
  '26.5.0',
);
const CONTRACT = { file: 'flows/contracts/demo.yaml' };

for (const [where, realms] of [
  ['realm', { before: LDAP, after: LDAP }],
  ['change', { before: BARE, after: LDAP }],
] as const) {
  test(`users that a directory keeps refuse a proof, named at provider_state.${where}`, () => {
    assert.throws(
      () => refuseUserStorage(realms, CONTRACT),
      (error: { code: string; message: string }) =>
        error.code === 'realm-invalid' && error.message.includes(`provider_state.${where}`),
    );
  });
}

test('other components are no obstacle', () => {
  refuseUserStorage({ before: BARE, after: BARE }, CONTRACT);
});
