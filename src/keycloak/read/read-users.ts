import {
  CONFIGURE_RECOVERY,
  CONFIGURE_TOTP,
  TERMS,
  UPDATE_EMAIL,
  UPDATE_PASSWORD,
  UPDATE_PROFILE,
  VERIFY_EMAIL,
  VERIFY_PROFILE,
} from '../provider-ids.ts';
import type { User } from '../realm.ts';
import {
  type DocumentNode,
  elements,
  flag,
  isAbsent,
  member,
  refused,
  requiredText,
  text,
  textLists,
  texts,
} from './document-node.ts';
import { readCredentials } from './read-credentials.ts';
import { type GroupGrant, grantedRoles } from './read-groups.ts';
import { expandRoles, type Roles } from './read-roles.ts';

/** What a user refers to. Roles that a user names and nobody defines are created on the way. */
export interface UserContext {
  readonly roles: Roles;
  readonly groups: ReadonlyMap<string, GroupGrant>;
}

/** Source: `DefaultExportImportManager.createUser`: no default roles, groups or actions are added. */
export function readUsers(root: DocumentNode, context: UserContext): Map<string, User> {
  const users = new Map<string, User>();
  for (const node of elements(member(root, 'users'))) {
    const user = readUser(node, context);
    if (users.has(user.username))
      throw refused(node, `a second user "${user.username}"`, 'unique usernames, without case');
    users.set(user.username, user);
  }
  return users;
}

function readUser(node: DocumentNode, context: UserContext): User {
  const username = requiredText(member(node, 'username')).toLowerCase();
  const groups = userGroups(node, context.groups);
  const email = text(member(node, 'email'))?.toLowerCase();
  const first = text(member(node, 'firstName'));
  const last = text(member(node, 'lastName'));
  return {
    username,
    enabled: flag(member(node, 'enabled'), false),
    ...(email === undefined || email === '' ? {} : { email }),
    email_verified: flag(member(node, 'emailVerified'), false),
    ...(first === undefined ? {} : { first_name: first }),
    ...(last === undefined ? {} : { last_name: last }),
    attributes: textLists(member(node, 'attributes')),
    group_attributes: mergedAttributes(groups),
    required_actions: texts(member(node, 'requiredActions')).map(knownAlias),
    credentials: readCredentials(member(node, 'credentials'), username),
    roles: userRoles(node, groups, context.roles),
    consents: readConsents(member(node, 'clientConsents')),
    identity_providers: elements(member(node, 'federatedIdentities')).map((link) =>
      requiredText(member(link, 'identityProvider')),
    ),
    service_account: !isAbsent(member(node, 'serviceAccountClientId')),
  };
}

/** `getDefaultRequiredActionCaseInsensitively`: names of built-in actions become upper case. */
function knownAlias(alias: string): string {
  return BUILT_IN.get(alias.toUpperCase()) ?? alias;
}

/** The members of `UserModel.RequiredAction`. */
const BUILT_IN: ReadonlyMap<string, string> = new Map(
  [
    VERIFY_EMAIL,
    UPDATE_PROFILE,
    CONFIGURE_TOTP,
    CONFIGURE_RECOVERY,
    UPDATE_PASSWORD,
    TERMS,
    VERIFY_PROFILE,
    UPDATE_EMAIL,
  ].map((alias) => [alias, alias]),
);

function userGroups(node: DocumentNode, groups: ReadonlyMap<string, GroupGrant>): GroupGrant[] {
  return elements(member(node, 'groups')).map((entry) => {
    const path = requiredText(entry);
    const group = groups.get(path.startsWith('/') ? path : `/${path}`);
    if (!group) throw refused(entry, `no group has the path "${path}"`, 'the path of a group in this document');
    return group;
  });
}

function userRoles(node: DocumentNode, groups: readonly GroupGrant[], roles: Roles): string[] {
  const own = grantedRoles(node);
  for (const role of own) if (!roles.has(role)) roles.set(role, []);
  return expandRoles([...own, ...groups.flatMap((group) => group.roles)], roles);
}

function mergedAttributes(groups: readonly GroupGrant[]): Record<string, string[]> {
  const merged = new Map<string, string[]>();
  for (const { attributes } of groups)
    for (const record of attributes)
      for (const [name, values] of Object.entries(record)) merged.set(name, [...(merged.get(name) ?? []), ...values]);
  return Object.fromEntries(merged);
}

function readConsents(node: DocumentNode): Record<string, string[]> {
  return Object.fromEntries(
    elements(node).map((consent) => [
      requiredText(member(consent, 'clientId')),
      texts(member(consent, 'grantedClientScopes')),
    ]),
  );
}
