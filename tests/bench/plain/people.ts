import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Embedded } from '../../../src/provider/embedded/start-embedded.ts';
import { userRepresentation } from '../../../src/provider/keycloak/keycloak-users.ts';

type Credential = 'password' | 'otp' | 'recovery-codes';

interface Kind {
  readonly enabled?: boolean;
  readonly groups?: readonly string[];
  readonly roles?: readonly string[];
  readonly serviceAccountClientId?: string;
  readonly credentials: readonly Credential[];
}

/** The personas of the shipped contract, as a project without contracts would write its test users down. */
const KINDS = {
  'staff-with-otp': { groups: ['/staff'], credentials: ['password', 'otp'] },
  'staff-first-login': { groups: ['/staff'], credentials: ['password'] },
  'staff-with-recovery-codes': { groups: ['/staff'], credentials: ['password', 'recovery-codes'] },
  'staff-with-both': { groups: ['/staff'], credentials: ['password', 'otp', 'recovery-codes'] },
  contractor: { credentials: ['password'] },
  'break-glass': { groups: ['/staff'], roles: ['mfa-exempt'], credentials: ['password'] },
  'service-identity': { serviceAccountClientId: 'nightly-import', credentials: ['password'] },
  disabled: { enabled: false, groups: ['/staff'], credentials: ['password', 'otp'] },
  denied: { roles: ['portal-denied'], credentials: ['password'] },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;

/** A test user with what it knows and owns. `otp` is the raw key. */
export interface Person {
  readonly username: string;
  readonly password: string;
  readonly otp: string;
  readonly codes: string[];
  readonly credentials: readonly Credential[];
  /** Time steps answered with already: a code is accepted once. */
  readonly used: number[];
}

/** Creates one user of that kind at the provider, with random values. */
export function addPerson(provider: Embedded, name: KindName): Person {
  const { person, user } = newPerson(name);
  provider.addUsers([user]);
  return person;
}

/** A person of that kind with random values, and the user that a provider is to hold. */
export function newPerson(name: KindName) {
  const { credentials, enabled = true, groups = [], roles = [], ...rest }: Kind = KINDS[name];
  const person: Person = {
    username: `${name}-${randomBytes(6).toString('hex')}`,
    password: randomBytes(18).toString('base64url'),
    otp: randomBytes(10).toString('hex'),
    codes: Array.from({ length: 12 }, () => randomBytes(6).toString('hex').toUpperCase()),
    credentials,
    used: [],
  };
  const user = userRepresentation({
    ...{ enabled, groups, roles, attributes: {}, required_actions: [], username: person.username },
    ...{ email: `${person.username}@example.test`, email_verified: true, firstName: 'Given', lastName: 'Family' },
    password: person.password,
    ...(credentials.includes('otp') && { otp: { secret: person.otp, label: 'Phone' } }),
    ...(credentials.includes('recovery-codes') && { recoveryCodes: person.codes }),
  });
  const held = { ...user, ...rest, credentials: user.credentials.map((credential) => ({ ...credential })) };
  return { person, user: held };
}

const PERIOD_S = 30;

/** A code of the present time step or, when that was used, of the next, which the realm accepts as well (RFC 6238). */
export function nextCode(key: string, used: number[]): string {
  const now = Math.floor(Date.now() / 1000 / PERIOD_S);
  const step = used.includes(now) ? now + 1 : now;
  used.push(step);
  return new TOTP({ secret: Secret.fromUTF8(key), period: PERIOD_S }).generate({ timestamp: step * PERIOD_S * 1000 });
}
