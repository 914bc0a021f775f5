import type { Realm, User } from '../realm.ts';

const MOST_LOOKUPS = 25;

/**
 * The role a config means: every `.` is tried from the right as the end of a client id, and the first existing client decides;
 * else the whole text is a realm role. `undefined`: no such role. Source: `KeycloakModelUtils.getRoleFromString`.
 */
export function resolveRole(realm: Realm, name: string): string | undefined {
  let dot = name.lastIndexOf('.');
  for (let lookups = 0; dot >= 0 && lookups < MOST_LOOKUPS; lookups += 1) {
    const client = name.slice(0, dot);
    if (realm.clients.has(client)) return existing(realm, `${client}\0${name.slice(dot + 1)}`);
    dot = dot === 0 ? -1 : name.lastIndexOf('.', dot - 1);
  }
  return existing(realm, name);
}

function existing(realm: Realm, key: string): string | undefined {
  return realm.roles.has(key) ? key : undefined;
}

export function hasRole(realm: Realm, user: User, name: string): boolean {
  const role = resolveRole(realm, name);
  return role !== undefined && user.roles.includes(role);
}
