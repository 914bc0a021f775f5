import { CONFIGURE_TOTP, DELETE_ACCOUNT, IDP_LINK, TERMS, UPDATE_PASSWORD, VERIFY_EMAIL } from '../provider-ids.ts';
import type { RequiredAction } from '../realm.ts';
import type { Traits } from '../version.ts';
import { builtInActions } from './built-in-actions.ts';
import {
  type DocumentNode,
  elements,
  flag,
  integer,
  isAbsent,
  member,
  requiredText,
  text,
  textRecord,
} from './document-node.ts';
import { isBefore } from './migration-version.ts';

/**
 * Registered required actions by alias, in order of priority. A list in the document is taken as it is, plus `delete_account`;
 * without one the realm gets the defaults. Source: `DefaultExportImportManager.importRealm`.
 */
export function readActions(root: DocumentNode, traits: Traits): Map<string, RequiredAction> {
  const list = member(root, 'requiredActions');
  const actions = isAbsent(list) ? builtInActions(traits) : withDeleteAccount(elements(list).map(readAction), traits);
  const sorted = migrated(actions, text(member(root, 'keycloakVersion')), traits).toSorted(byPriority);
  return new Map(sorted.map((action) => [action.alias, action]));
}

/** `RequiredActionProviderModel.RequiredActionComparator`: priority, then name without case. */
export function byPriority(left: RequiredAction, right: RequiredAction): number {
  return left.priority - right.priority || compareNames(left.name.toLowerCase(), right.name.toLowerCase());
}

function compareNames(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function readAction(node: DocumentNode): RequiredAction {
  const alias = requiredText(member(node, 'alias'));
  return {
    alias,
    name: text(member(node, 'name')) ?? alias,
    provider_id: text(member(node, 'providerId')) ?? alias,
    enabled: flag(member(node, 'enabled'), false),
    default_action: flag(member(node, 'defaultAction'), false),
    priority: integer(member(node, 'priority'), 0),
    config: textRecord(member(node, 'config')),
  };
}

function withDeleteAccount(actions: RequiredAction[], traits: Traits): RequiredAction[] {
  return withBuiltIn(actions, DELETE_ACCOUNT, traits);
}

function withBuiltIn(actions: RequiredAction[], alias: string, traits: Traits): RequiredAction[] {
  if (actions.some((action) => action.alias === alias)) return actions;
  return [...actions, ...builtInActions(traits).filter((action) => action.alias === alias)];
}

/** The migrations that touch required actions run only for a document that names an older server. */
function migrated(actions: RequiredAction[], from: string | undefined, traits: Traits): RequiredAction[] {
  if (from === undefined) return actions;
  const renamed = isBefore(from, '21.0.0') ? actions.map(renameTerms) : actions;
  const linked = isBefore(from, '26.3.0') ? withBuiltIn(renamed, IDP_LINK, traits) : renamed;
  return isBefore(from, '26.7.0') && traits.action_priorities === '26.7' ? afterVerifyEmail(linked) : linked;
}

/** `MigrateTo21_0_0`: the alias of the terms action became upper case. */
function renameTerms(action: RequiredAction): RequiredAction {
  const old = TERMS.toLowerCase();
  return action.alias === old && action.provider_id === old ? { ...action, alias: TERMS, provider_id: TERMS } : action;
}

/** `MigrateTo26_7_0`: enrolment and password come after the e-mail is verified. */
function afterVerifyEmail(actions: RequiredAction[]): RequiredAction[] {
  const priority = (alias: string) => actions.find((action) => action.alias === alias)?.priority;
  const verify = priority(VERIFY_EMAIL);
  if (verify === undefined) return actions;
  const untouched = verify === 50 && priority(CONFIGURE_TOTP) === 10 && priority(UPDATE_PASSWORD) === 30;
  const moved = untouched ? UNTOUCHED : firstFree(actions, verify);
  return actions.map((action) => ({ ...action, priority: moved.get(action.alias) ?? action.priority }));
}

const UNTOUCHED: ReadonlyMap<string, number> = new Map([
  [CONFIGURE_TOTP, 54],
  [UPDATE_PASSWORD, 57],
]);

function firstFree(actions: readonly RequiredAction[], verify: number): ReadonlyMap<string, number> {
  const taken = new Set(actions.map((action) => action.priority));
  const present = [CONFIGURE_TOTP, UPDATE_PASSWORD].filter((alias) => actions.some((action) => action.alias === alias));
  let priority = verify;
  return new Map(
    present.map((alias) => {
      do priority += 1;
      while (taken.has(priority));
      return [alias, priority];
    }),
  );
}
