import {
  type DocumentNode,
  elements,
  flag,
  isAbsent,
  member,
  members,
  refused,
  requiredText,
  texts,
} from './document-node.ts';

/** Roles by key (see `roleKey`), each with the keys of the roles it is composed of. */
export type Roles = Map<string, readonly string[]>;

/** Realm roles by their name; client roles with their client, separated by NUL, which no name contains. */
export function roleKey(role: string, client?: string): string {
  return client === undefined ? role : `${client}\0${role}`;
}

/** Roles of the clients that every realm has. Source: `AccountRoles`, `Constants.BROKER_SERVICE_ROLES`, `AdminRoles`. */
const CLIENT_ROLES: Readonly<Record<string, readonly string[]>> = {
  account: [
    'view-profile',
    'manage-account',
    'manage-account-links',
    'view-applications',
    'view-consent',
    'manage-consent',
    'view-groups',
    'delete-account',
  ],
  broker: ['read-token'],
  'realm-management': [
    'realm-admin',
    'create-client',
    'view-realm',
    'view-users',
    'view-clients',
    'view-events',
    'view-identity-providers',
    'view-authorization',
    'manage-realm',
    'manage-users',
    'manage-clients',
    'manage-events',
    'manage-identity-providers',
    'manage-authorization',
    'query-users',
    'query-clients',
    'query-realms',
    'query-groups',
    'impersonation',
  ],
};

/** Comes last in an import (`setupAuthorizationServices`): composites of the document cannot name it. */
const UMA = 'uma_authorization';

/** Source: `RepresentationToModel.importRoles`, `RealmManager.importRealm`. */
export function readRoles(root: DocumentNode, realm: string): Roles {
  const roles: Roles = new Map();
  for (const [client, names] of Object.entries(CLIENT_ROLES))
    for (const name of names) roles.set(roleKey(name, client), []);
  const listed = member(root, 'roles');
  const nodes = [...realmRoleNodes(listed), ...clientRoleNodes(listed)];
  for (const name of ['offline_access', `default-roles-${realm.toLowerCase()}`]) roles.set(name, []);
  for (const { key } of nodes) roles.set(key, []);
  for (const { key, node } of nodes) roles.set(key, readComposites(node, roles));
  if (!roles.has(UMA)) roles.set(UMA, []);
  return roles;
}

interface RoleNode {
  readonly key: string;
  readonly node: DocumentNode;
}

function realmRoleNodes(listed: DocumentNode): RoleNode[] {
  return elements(member(listed, 'realm')).map((node) => ({ key: requiredText(member(node, 'name')), node }));
}

function clientRoleNodes(listed: DocumentNode): RoleNode[] {
  return members(member(listed, 'client')).flatMap(([client, list]) =>
    elements(list).map((node) => ({ key: roleKey(requiredText(member(node, 'name')), client), node })),
  );
}

function readComposites(node: DocumentNode, roles: Roles): string[] {
  const composites = member(node, 'composites');
  if (isAbsent(composites) || !flag(member(node, 'composite'), true)) return [];
  const realm = texts(member(composites, 'realm'));
  for (const name of realm)
    if (!roles.has(name)) throw refused(composites, `unable to find composite realm role "${name}"`, 'a realm role');
  const client = members(member(composites, 'client')).flatMap(([id, list]) =>
    texts(list).map((name) => roleKey(name, id)),
  );
  return [...realm, ...client];
}

/** Everything `granted` contains, directly or through composites. */
export function expandRoles(granted: readonly string[], roles: Roles): string[] {
  const found = new Set<string>();
  const open = [...granted];
  for (let role = open.pop(); role !== undefined; role = open.pop()) {
    if (found.has(role)) continue;
    found.add(role);
    open.push(...(roles.get(role) ?? []));
  }
  return [...found].sort();
}
