import { CONDITIONAL_OTP_FORM, USER_ROLE } from '../provider-ids.ts';
import type { Credential, Realm, User } from '../realm.ts';
import { resolveRole } from '../step/role-name.ts';

/** Somebody whose login is predicted: a user of the export who can give a password, or a stand-in. */
export interface Member {
  /** As in a sentence. */
  readonly name: string;
  readonly user: User;
  readonly stand_in: boolean;
}

export const PASSWORD = 'password';
/** Credential types of a second step. */
export const FACTORS: ReadonlySet<string> = new Set(['otp', 'webauthn', 'recovery-authn-codes']);

const MOST_USERS = 30;
const MOST_ROLES = 6;

/** Users of the export first, then stand-ins for every factor and every role that a step of the realm asks about. */
export function castOf(realm: Realm): readonly Member[] {
  const users = [...realm.users.values()].filter(canLogIn).slice(0, MOST_USERS);
  return [...users.map((user) => ({ name: user.username, user, stand_in: false })), ...standIns(realm)];
}

function canLogIn({ enabled, service_account, credentials }: User): boolean {
  return enabled && !service_account && credentials.some(({ type }) => type === PASSWORD);
}

const HANDS: readonly (readonly [name: string, types: readonly string[]])[] = [
  ['only a password', []],
  ['a password and an authenticator app', ['otp']],
  ['a password and recovery codes', ['recovery-authn-codes']],
  ['a password and a security key', ['webauthn']],
];

function standIns(realm: Realm): Member[] {
  return roleSets(realm).flatMap((roles, set) =>
    HANDS.map(([words, types], hand) => ({
      name: `a user with ${words}${rolesText(roles)}`,
      user: standIn(`stand-in-${set}-${hand}`, { roles, types }),
      stand_in: true,
    })),
  );
}

function rolesText(roles: readonly string[]): string {
  const names = roles.map((role) => role.replace('\0', '.'));
  return names.length === 0 ? '' : `, who has the role ${names.join(' and ')}`;
}

/** No role, each by itself, all of them. */
function roleSets(realm: Realm): readonly (readonly string[])[] {
  const roles = rolesAskedFor(realm).slice(0, MOST_ROLES);
  const all = roles.length > 1 ? [roles] : [];
  return [[], ...roles.map((role) => [role]), ...all];
}

const ROLE_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  [USER_ROLE, ['condUserRole']],
  [CONDITIONAL_OTP_FORM, ['skipOtpRole', 'forceOtpRole']],
]);

function rolesAskedFor(realm: Realm): string[] {
  const asked = [...realm.executions.values()].flatMap(({ authenticator, config }) =>
    (ROLE_KEYS.get(authenticator ?? '') ?? []).flatMap((key) => {
      const name = config?.[key];
      return (name !== undefined && resolveRole(realm, name)) || [];
    }),
  );
  return [...new Set(asked)];
}

function standIn(
  username: string,
  has: { readonly roles: readonly string[]; readonly types: readonly string[] },
): User {
  return {
    username,
    enabled: true,
    email: `${username}@example.test`,
    email_verified: true,
    first_name: 'Stand',
    last_name: 'In',
    attributes: {},
    group_attributes: {},
    required_actions: [],
    credentials: [PASSWORD, ...has.types].map((type) => credential(username, type)),
    roles: has.roles,
    consents: {},
    identity_providers: [],
    service_account: false,
  };
}

function credential(username: string, type: string): Credential {
  const code = { digits: 6, period: 30, algorithm: 'HmacSHA1', subtype: 'totp' };
  const codes = { total: 12, remaining: 12 };
  const more = type === 'otp' ? code : type === 'recovery-authn-codes' ? codes : {};
  return { id: `${username}/${type}`, type, ...more };
}

export function hasFactor({ user }: Member): boolean {
  return user.credentials.some(({ type }) => FACTORS.has(type));
}
