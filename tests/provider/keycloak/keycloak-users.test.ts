import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type PersonaUser, userRepresentation } from '../../../src/provider/keycloak/keycloak-users.ts';

const bare: PersonaUser = {
  username: 'staff',
  enabled: true,
  roles: [],
  groups: [],
  attributes: {},
  required_actions: [],
};

test('a bare persona has no credential, no role and no invented field', () => {
  assert.deepEqual(userRepresentation(bare), {
    username: 'staff',
    enabled: true,
    emailVerified: false,
    attributes: {},
    requiredActions: [],
    realmRoles: [],
    clientRoles: {},
    groups: [],
    credentials: [],
  });
});

test('names, state, groups, attributes and required actions are taken over', () => {
  const user = userRepresentation({
    ...bare,
    enabled: false,
    email: 's@example.test',
    email_verified: true,
    firstName: 'Sam',
    lastName: 'Lee',
    groups: ['/staff/night'],
    attributes: { desk: ['4'] },
    required_actions: ['CONFIGURE_TOTP'],
  });
  const { enabled, email, emailVerified, firstName, lastName, groups, attributes, requiredActions } = user;
  assert.deepEqual(
    { enabled, email, emailVerified, firstName, lastName, groups, attributes, requiredActions },
    {
      enabled: false,
      email: 's@example.test',
      emailVerified: true,
      firstName: 'Sam',
      lastName: 'Lee',
      groups: ['/staff/night'],
      attributes: { desk: ['4'] },
      requiredActions: ['CONFIGURE_TOTP'],
    },
  );
});

test('roles with a client go to that client, split at the last colon', () => {
  const { realmRoles, clientRoles } = userRepresentation({
    ...bare,
    roles: ['staff', 'portal:reader', 'portal:writer', 'https://app.example.test:admin'],
  });
  assert.deepEqual(realmRoles, ['staff']);
  assert.deepEqual(clientRoles, { portal: ['reader', 'writer'], 'https://app.example.test': ['admin'] });
});

test('credentials come in the order password, one-time code, recovery codes', () => {
  const { credentials } = userRepresentation({
    ...bare,
    recoveryCodes: ['AAAA', 'BBBB'],
    otp: { secret: 'raw secret', label: 'phone' },
    password: 'plain',
  });
  assert.deepEqual(
    credentials.map(({ type }) => type),
    ['password', 'otp', 'recovery-authn-codes'],
  );
});

test('a password is given plain, for Keycloak to hash', () => {
  assert.deepEqual(userRepresentation({ ...bare, password: 'plain' }).credentials, [
    { type: 'password', value: 'plain' },
  ]);
});

test('a one-time-code secret stays raw, and its policy travels with it', () => {
  const otp = { secret: 'raw secret', label: 'phone', digits: 8, period: 60, algorithm: 'HmacSHA256' } as const;
  assert.deepEqual(userRepresentation({ ...bare, otp }).credentials, [
    {
      type: 'otp',
      userLabel: 'phone',
      credentialData: '{"subType":"totp","digits":8,"counter":0,"period":60,"algorithm":"HmacSHA256"}',
      secretData: '{"value":"raw secret"}',
    },
  ]);
});

test('recovery codes are stored as SHA-512, numbered from one, never in plain', () => {
  const text = JSON.stringify(userRepresentation({ ...bare, recoveryCodes: ['FIRSTCODE123', 'SECONDCODE12'] }));
  const hash = createHash('sha512').update('SECONDCODE12').digest('base64');
  assert.ok(text.includes(JSON.stringify(JSON.stringify({ number: 2, encodedHashedValue: hash })).slice(1, -1)));
  assert.ok(!text.includes('FIRSTCODE123'));
  assert.ok(text.includes(String.raw`\"total\":2,\"remaining\":2`));
});
