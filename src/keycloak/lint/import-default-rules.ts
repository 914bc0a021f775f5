import { CONFIGURE_RECOVERY, CONFIGURE_TOTP, USER_ROLE, WEBAUTHN_REGISTER } from '../provider-ids.ts';
import { isAbsent, member } from '../read/document-node.ts';
import { expandRoles, readRoles } from '../read/read-roles.ts';
import type { Realm, User } from '../realm.ts';
import { resolveRole } from '../step/role-name.ts';
import { keyed } from './export-path.ts';
import { foundUsers } from './found-users.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';

const FORMS = 'auth-username-password-form REQUIRED\n';
const WHOLE = { username: 'ada', enabled: true, email: 'ada@example.test', firstName: 'Ada', lastName: 'Example' };
const BY_DEFAULT = {
  roles: {
    realm: [{ name: 'staff' }, { name: 'default-roles-example', composite: true, composites: { realm: ['staff'] } }],
  },
};
const STAFF_ONLY = `${FORMS}second CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staff\n  auth-otp-form REQUIRED`;

/** What the server gives to new users and not to imported ones. */
export const IMPORT_DEFAULT_RULES: readonly SpokenRule[] = [
  {
    id: 'L-38',
    class: 'warning',
    title: 'Defaults that an imported user does not get',
    looks_for:
      'users without a default role that a role condition asks for, without any of the default groups, or without the factor that a default required action would set up',
    detect: missingDefaults,
    effect:
      'Default roles, default groups and default required actions are given to users created at runtime, never to imported ones.',
    fix: 'Name role, group or action on the user itself.',
    evidence: ['DefaultExportImportManager.createUser', 'UserProvider.addUser'],
    example: {
      triggers: { flow: STAFF_ONLY, realm: { ...BY_DEFAULT, users: [WHOLE] } },
      at: 'users[username=ada].realmRoles',
      says: 'staff',
      twin: {
        flow: STAFF_ONLY,
        realm: { ...BY_DEFAULT, users: [{ ...WHOLE, realmRoles: ['default-roles-example'] }] },
      },
    },
  },
];

function missingDefaults(subject: Subject): Found[] {
  const { realm } = subject;
  const people = [...realm.users.values()].filter(({ service_account }) => !service_account);
  return [...missingRoles(subject, people), ...missingGroups(subject), ...missingActions(realm, people)];
}

function missingRoles({ realm, root }: Subject, people: readonly User[]): Found[] {
  const roles = readRoles(root, realm.name);
  const defaults = new Set(expandRoles([`default-roles-${realm.name.toLowerCase()}`], roles));
  const asked = [...realm.executions.values()]
    .filter(({ authenticator }) => authenticator === USER_ROLE)
    .map(({ config }) => resolveRole(realm, config?.['condUserRole'] ?? ''))
    .filter((role) => role !== undefined && defaults.has(role));
  return [...new Set(asked)].flatMap((role) => {
    const names = people.filter((user) => !user.roles.includes(role ?? '')).map(({ username }) => username);
    const name = role?.replace('\0', '.');
    return foundUsers(
      names,
      '.realmRoles',
      (who) => `An import adds no default role: ${name}, which a condition asks for, is missing on ${who}.`,
    );
  });
}

function missingGroups({ root }: Subject): Found[] {
  if (keyedGroups(root).length === 0) return [];
  const without = keyed(member(root, 'users'), 'username').filter(
    ([, node]) => isAbsent(member(node, 'groups')) && isAbsent(member(node, 'serviceAccountClientId')),
  );
  const names = without.map(([username]) => username);
  return foundUsers(names, '.groups', (who) => `An import adds nobody to the default groups: none of them on ${who}.`);
}

function keyedGroups(root: Subject['root']): readonly unknown[] {
  const { value } = member(root, 'defaultGroups');
  return Array.isArray(value) ? value : [];
}

/** The credential that shows whether an action has been done. */
const RESULTS: ReadonlyMap<string, string> = new Map([
  [CONFIGURE_TOTP, 'otp'],
  [CONFIGURE_RECOVERY, 'recovery-authn-codes'],
  [WEBAUTHN_REGISTER, 'webauthn'],
]);

function missingActions({ required_actions }: Realm, people: readonly User[]): Found[] {
  return [...required_actions.values()].flatMap(({ alias, enabled, default_action }) => {
    const result = RESULTS.get(alias);
    if (!enabled || !default_action || result === undefined) return [];
    const without = people.filter(
      (user) => !user.required_actions.includes(alias) && !user.credentials.some(({ type }) => type === result),
    );
    const names = without.map(({ username }) => username);
    return foundUsers(
      names,
      '.requiredActions',
      (who) => `An import adds no default action: ${alias} is not asked of ${who}.`,
    );
  });
}
