import { userRepresentation } from '../../../src/provider/keycloak/keycloak-users.ts';
import { OWED } from './actions.ts';
import { CLIENT, CLIENT_ROLE, GROUPS, ROLES, TIERS } from './make.ts';
import type { Random } from './random.ts';

/** A user document; everything the person behind it knows follows from it and from `recoveryCodes`. */
export type UserDocument = Readonly<Record<string, unknown>> & { readonly username: string };

/** The password a user has, if any. */
export function passwordOf(username: string): string {
  return `password-of-${username}`;
}

/** The codes of a user who has some: they stand in the document only as hashes. Letters and digits: a dash is dropped from what is typed. */
export function recoveryCodes(username: string): string[] {
  const stem = `${username.replace(/\W/g, '')}CODES000`.slice(0, 8).toUpperCase();
  return Array.from({ length: 12 }, (_, index) => `${stem}${1000 + index}`);
}

/** A user in some condition: credentials in any order, roles, groups, attributes, things left to do, gaps in the profile. */
export function userDocument(random: Random, username: string): UserDocument {
  const password = passwordOf(username);
  const base = userRepresentation({
    ...{ username, enabled: !random.chance(0.04), email_verified: true },
    email: random.chance(0.07) ? undefined : `${username}@lab.test`,
    firstName: random.chance(0.07) ? undefined : 'First',
    lastName: 'Last',
    roles: [...random.some(ROLES, 0.35), ...(random.chance(0.2) ? [`${CLIENT}:${CLIENT_ROLE}`] : [])],
    groups: random.some(GROUPS, 0.2),
    attributes: attributesOf(random),
    required_actions: random.some(OWED, random.chance(0.4) ? 0.25 : 0),
    password: random.chance(0.95) ? password : undefined,
    otp: random.chance(0.45) ? { secret: `secret-of-${username}-0`, label: 'phone' } : undefined,
    recoveryCodes: random.chance(0.25) ? recoveryCodes(username) : undefined,
  });
  return { ...base, credentials: random.shuffle([...base.credentials, ...rareCredentials(random, username)]) };
}

function attributesOf(random: Random): Record<string, string[]> {
  return {
    ...(random.chance(0.4) ? { tier: [random.pick(TIERS)] } : {}),
    ...(random.chance(0.15) ? { 'otp-control': [random.pick(['skip', 'force', 'other'])] } : {}),
  };
}

/** A second device, or a key that nobody here can use. */
function rareCredentials(random: Random, username: string): object[] {
  const credentialData = { subType: 'totp', digits: 6, counter: 0, period: 30, algorithm: 'HmacSHA1' };
  const device = {
    ...{ type: 'otp', userLabel: 'tablet', credentialData: JSON.stringify(credentialData) },
    secretData: JSON.stringify({ value: `secret-of-${username}-1` }),
  };
  return [...(random.chance(0.08) ? [device] : []), ...(random.chance(0.1) ? [key(random)] : [])];
}

function key(random: Random): object {
  const credentialData = {
    ...{ aaguid: '00000000-0000-0000-0000-000000000000', credentialId: 'a2V5', counter: 0 },
    ...{ credentialPublicKey: 'a2V5', attestationStatementFormat: 'none', transports: [] },
  };
  return {
    type: random.pick(['webauthn', 'webauthn', 'webauthn-passwordless']),
    ...{ userLabel: 'key', credentialData: JSON.stringify(credentialData), secretData: '{}' },
  };
}
