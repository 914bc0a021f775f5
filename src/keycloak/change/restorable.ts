import type { RealmDraft } from './realm-draft.ts';

type Holding = Pick<RealmDraft, 'realm'>;

/** Whether an export's entity says something besides these members, which creating it anew would not bring back. */
export function saysMore(entity: object, members: readonly string[]): boolean {
  return Object.entries(entity).some(([key, value]) => !members.includes(key) && !saysNothing(value));
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * Lists of an export that name realm roles: of groups at any depth and of users, of composites, of the scopes of clients and
 * of client scopes, and of what everybody gets.
 */
const ROLE_LISTS = ['realmRoles', 'realm', 'roles', 'defaultRoles'];

/** Whether something in the realm holds this realm role; a server takes it out of all of them with the role. */
export function holdsRole({ realm }: Holding, name: string): boolean {
  return found(realm, (key, value) => {
    if (key === 'defaultRole')
      return typeof value === 'object' && value !== null && 'name' in value && value.name === name;
    return isList(key, value, ROLE_LISTS, [name]) || isPolicyOf(key, value, name);
  });
}

/** Whether something in the realm holds this group by its path: what everybody joins, a user, a policy. */
export function holdsGroup({ realm }: Holding, path: string): boolean {
  return found(
    realm,
    (key, value) => isList(key, value, ['defaultGroups', 'groups'], [path]) || isPolicyOf(key, value, path),
  );
}

function isList(key: string, value: unknown, keys: readonly string[], names: readonly string[]): boolean {
  return keys.includes(key) && Array.isArray(value) && names.some((name) => value.includes(name));
}

/** Policies of a client hold roles and groups as a JSON text of their own. */
function isPolicyOf(key: string, value: unknown, name: string): boolean {
  return (
    key === 'authorizationSettings' && JSON.stringify(value).includes(JSON.stringify(JSON.stringify(name)).slice(1, -1))
  );
}

function found(value: unknown, holds: (key: string, value: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => holds(key, member) || found(member, holds));
}
