import { levelOf } from './flow/split.ts';
import { checkAcrValues } from './read/check-acr-values.ts';
import { checkImport } from './read/check-import.ts';
import {
  type DocumentNode,
  flag,
  integer,
  member,
  members,
  refused,
  requiredText,
  text,
  textRecord,
} from './read/document-node.ts';
import { type DraftFlow, finishFlows } from './read/draft-flow.ts';
import { migrateMixedLevels } from './read/migrate-flows.ts';
import { isBefore } from './read/migration-version.ts';
import { readActions } from './read/read-actions.ts';
import { readClientScopes } from './read/read-client-scopes.ts';
import { readClients } from './read/read-clients.ts';
import { readConfigs, readFlows } from './read/read-flows.ts';
import { readGroups } from './read/read-groups.ts';
import { readRoles } from './read/read-roles.ts';
import {
  readBruteForce,
  readIdentityProviders,
  readOrganizations,
  readOtpPolicy,
  readPasswordPolicy,
  readTexts,
} from './read/read-settings.ts';
import { readUserProfile } from './read/read-user-profile.ts';
import { readUsers } from './read/read-users.ts';
import type { Execution, Flow, Realm, User } from './realm.ts';
import { knownVersion, type Traits } from './version.ts';

/** `version`: the server to predict for. `file`: named in problems. */
export interface ReadOptions {
  readonly version: string;
  readonly file?: string;
}

/**
 * Reads a realm document (CLI export, partial export of the admin console, or a minimal import file) the way the named
 * server version would import it. Throws a `realm-invalid` problem with the path in the document for what that server
 * would refuse, `realm-unsupported` for an unknown version.
 */
export function readRealm(document: unknown, options: ReadOptions): Realm {
  const version = knownVersion(options.version);
  const root = rootNode(document, options.file);
  const name = requiredText(member(root, 'realm'));
  checkImport(root);
  const drafts = readDraftFlows(root, version.traits);
  const flows = finishFlows(drafts);
  const scopes = readClientScopes(root, version.traits);
  const roles = readRoles(root, name);
  const clients = readClients(root, { realm: name, scopes, flows: drafts });
  const users = readUsers(root, { roles, groups: readGroups(root) });
  const realm: Realm = {
    name,
    version,
    ...readSwitches(root),
    ...readBindings(root, flows),
    otp_policy: readOtpPolicy(root),
    brute_force: readBruteForce(root),
    password_policy: readPasswordPolicy(root),
    attributes: textRecord(member(root, 'attributes')),
    flows,
    ...indexExecutions(flows),
    levels: new Map([...flows.values()].map((flow) => [flow.alias, levelOf(flow, version.traits)])),
    configs: [...readConfigs(root).values()],
    required_actions: readActions(root, version.traits),
    clients,
    client_scopes: scopes.scopes,
    roles: new Set(roles.keys()),
    users,
    emails: indexEmails(users),
    organizations: readOrganizations(root),
    identity_providers: readIdentityProviders(root),
    profile: readUserProfile(root),
    texts: readTexts(root),
  };
  checkAcrValues(root, realm);
  return realm;
}

function rootNode(document: unknown, file: string | undefined): DocumentNode {
  const [only] = Array.isArray(document) && document.length === 1 ? document : [document];
  const root: DocumentNode = { value: only, path: '', file };
  if (members(root).length === 0)
    throw refused(root, 'not a realm', 'a realm export: an object with the member "realm"');
  return root;
}

function readDraftFlows(root: DocumentNode, traits: Traits): DraftFlow[] {
  const flows = readFlows(root, readConfigs(root), traits);
  const from = text(member(root, 'keycloakVersion'));
  return from !== undefined && isBefore(from, '8.0.2') ? migrateMixedLevels(flows) : flows;
}

/** Defaults are those of an import that leaves the member out. */
function readSwitches(root: DocumentNode) {
  const on = (key: string, fallback = false) => flag(member(root, key), fallback);
  return {
    enabled: on('enabled'),
    ssl_required: (text(member(root, 'sslRequired')) ?? 'external').toLowerCase(),
    registration_allowed: on('registrationAllowed'),
    registration_email_as_username: on('registrationEmailAsUsername'),
    remember_me: on('rememberMe'),
    verify_email: on('verifyEmail'),
    login_with_email: on('loginWithEmailAllowed', true),
    duplicate_emails: on('duplicateEmailsAllowed'),
    reset_password: on('resetPasswordAllowed'),
    edit_username: on('editUsernameAllowed'),
    internationalization: on('internationalizationEnabled'),
    organizations_enabled: on('organizationsEnabled'),
    passkeys: on('webAuthnPolicyPasswordlessPasskeysEnabled'),
    smtp: members(member(root, 'smtpServer')).length > 0,
    sso_idle_s: integer(member(root, 'ssoSessionIdleTimeout'), 1800),
    sso_max_s: integer(member(root, 'ssoSessionMaxLifespan'), 36_000),
  };
}

/** A binding that names an unknown flow leaves the realm without one. */
function readBindings(root: DocumentNode, flows: ReadonlyMap<string, Flow>) {
  const bound = (key: string, fallback: string) => {
    const alias = text(member(root, key)) ?? fallback;
    return flows.has(alias) ? alias : undefined;
  };
  const browser_flow = bound('browserFlow', 'browser');
  const registration_flow = bound('registrationFlow', 'registration');
  return {
    ...(browser_flow === undefined ? {} : { browser_flow }),
    ...(registration_flow === undefined ? {} : { registration_flow }),
  };
}

function indexExecutions(flows: ReadonlyMap<string, Flow>) {
  const all = [...flows.values()].flatMap((flow) => flow.executions);
  const owners = new Map<string, Execution>();
  for (const execution of all)
    if (execution.flow !== undefined && !owners.has(execution.flow)) owners.set(execution.flow, execution);
  return { executions: new Map(all.map((execution) => [execution.id, execution])), owners };
}

function indexEmails(users: ReadonlyMap<string, User>): Map<string, string> {
  return new Map(
    [...users.values()].flatMap(({ email, username }) => (email === undefined ? [] : [[email, username]])),
  );
}
