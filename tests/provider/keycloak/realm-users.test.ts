import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adminClient } from '../../../src/provider/keycloak/admin.ts';
import { realmUsers } from '../../../src/provider/keycloak/realm-users.ts';

const LISTED = {
  true: [
    { id: '1', username: 'anna' },
    { id: 'f:ldap:2', username: 'from-ldap', federationLink: 'ldap' },
  ],
  false: [{ id: '3', username: 'off' }],
};

test('users of a user storage provider are not the realm’s own, whether enabled or not', async () => {
  const client = {
    ...adminClient({ baseUrl: 'http://localhost:1', username: 'root', password: () => '' }),
    send: async ({ path }: { path: string }) => ({
      status: 200,
      body: path.endsWith('enabled=true') ? LISTED.true : LISTED.false,
    }),
  };
  assert.deepEqual([...(await realmUsers({ client, realm: 'demo' })).values()], ['anna', 'off']);
});
