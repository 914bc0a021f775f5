import { matchesLevel } from '../flow/levels.ts';
import { currentUser, type Run, statusOf } from '../flow/run.ts';
import { type Crashed, crash, type Raised, raise } from '../flow/turn.ts';
import { effectiveScopes } from '../gate/scopes.ts';
import {
  CLIENT_SCOPE_CONDITION,
  CREDENTIAL_CONDITION,
  LEVEL_CONDITION,
  SUBFLOW_EXECUTED,
  USER_ATTRIBUTE,
  USER_CONFIGURED,
  USER_ROLE,
} from '../provider-ids.ts';
import type { Execution, Flow } from '../realm.ts';
import type { Traits } from '../version.ts';
import { authenticatorOf } from './authenticators.ts';
import { resolveRole } from './role-name.ts';
import { inheritedAttribute, userAttribute } from './user-attribute.ts';

export type Matched = boolean | Raised | Crashed;

/** A condition, and since when the server has it. */
interface Condition {
  readonly matches: (run: Run, execution: Execution) => Matched;
  readonly since?: keyof Traits;
}

/** Every condition, by provider id. */
const CONDITIONS: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  [USER_CONFIGURED, { matches: isUserConfigured }],
  [USER_ROLE, { matches: hasConfiguredRole }],
  [USER_ATTRIBUTE, { matches: hasConfiguredAttribute }],
  [LEVEL_CONDITION, { matches: matchesLevel }],
  [CREDENTIAL_CONDITION, { matches: hasUsedCredential, since: 'credential_condition' }],
  [SUBFLOW_EXECUTED, { matches: wasExecuted, since: 'scope_conditions' }],
  [CLIENT_SCOPE_CONDITION, { matches: hasClientScope, since: 'scope_conditions' }],
]);

/** The provider ids of all conditions, whatever the version. */
export const CONDITION_IDS: readonly string[] = [...CONDITIONS.keys()];

export function isCondition(provider: string, traits: Traits): boolean {
  const since = CONDITIONS.get(provider)?.since;
  return CONDITIONS.has(provider) && (since === undefined || traits[since] === true);
}

export function matchCondition(run: Run, execution: Execution): Matched {
  const condition = CONDITIONS.get(execution.authenticator ?? '');
  return condition ? condition.matches(run, execution) : crash(execution.id, 'not a condition');
}

/** Source: `ConditionalUserConfiguredAuthenticator`: asks the steps beside it, not those in nested subflows, until the answer is clear. */
function isUserConfigured(run: Run, execution: Execution): Matched {
  const steps = siblings(run, execution).filter((sibling) => isAsked(sibling, run.realm.version.traits));
  const required = steps.filter(({ requirement }) => requirement === 'REQUIRED');
  const alternative = steps.filter(({ requirement }) => requirement === 'ALTERNATIVE');
  const all = required.length > 0;
  for (const step of all ? required : alternative) {
    const configured = isConfigured(run, step);
    if (configured !== all) return configured;
  }
  return all || alternative.length === 0;
}

function siblings({ realm }: Run, { parent }: Execution): readonly Execution[] {
  const flow: Flow | undefined = realm.flows.get(parent);
  return flow?.executions ?? [];
}

function isAsked({ requirement, authenticator, flow }: Execution, traits: Traits): boolean {
  if (requirement === 'DISABLED' || requirement === 'CONDITIONAL' || flow !== undefined) return false;
  return authenticator !== undefined && !isCondition(authenticator, traits);
}

/** Without a user, a step that needs one is not configured; older servers fail on the question. */
function isConfigured(run: Run, { id, authenticator }: Execution): Matched {
  const step = authenticatorOf(authenticator ?? '');
  if (!step) return false;
  const user = currentUser(run);
  if (user || !step.requires_user) return step.configured(run, user);
  return run.realm.version.traits.condition_without_user === 'false' ? false : crash(id, 'no user to ask about');
}

/** Source: `ConditionalRoleAuthenticator`: an unknown role is never matched, negated or not. */
function hasConfiguredRole(run: Run, { config }: Execution): Matched {
  const user = currentUser(run);
  const name = config?.['condUserRole'];
  if (!user || !config || name === undefined) return false;
  const role = resolveRole(run.realm, name);
  return role !== undefined && user.roles.includes(role) !== isTrue(config['negate']);
}

/** Source: `ConditionalUserAttributeValue`. */
function hasConfiguredAttribute(run: Run, { id, config }: Execution): Matched {
  if (!config) return crash(id, 'attribute condition without config');
  const user = currentUser(run);
  if (!user) return raise('UNKNOWN_USER', id);
  const name = config['attribute_name'] ?? '';
  const read = isTrue(config['include_group_attributes']) ? inheritedAttribute : userAttribute;
  const expected = config['attribute_expected_value'];
  const isExpected = isTrue(config['regex']) ? fullMatch(expected ?? '') : (value: string) => value === expected;
  if (!isExpected) return crash(id, `"${expected}" is no pattern`);
  return read(user, name).some(isExpected) !== isTrue(config['not']);
}

function fullMatch(pattern: string): ((value: string) => boolean) | undefined {
  try {
    const expression = new RegExp(`^(?:${pattern})$`, 's');
    return (value) => expression.test(value);
  } catch {
    return undefined;
  }
}

/** Source: `ConditionalCredentialAuthenticator`. */
function hasUsedCredential({ login }: Run, { config }: Execution): Matched {
  if (!config) return true;
  const listed = new Set((config['credentials'] ?? '').split('##').filter((type) => type !== ''));
  const used = login.used_credentials.length === 0 ? ['none'] : login.used_credentials;
  return used.some((type) => listed.has(type)) === isTrue(config['included']);
}

/** Source: `ConditionalSubFlowExecutedAuthenticator`. */
function wasExecuted(run: Run, { config }: Execution): Matched {
  if (!config) return false;
  const wantsExecuted = (config['check_result'] ?? 'executed') === 'executed';
  const alias = config['flow_to_check'];
  const owner = alias === undefined ? undefined : rowOf(run, run.login.flow, alias);
  const isDone = owner !== undefined && statusOf(run, owner) === 'SUCCESS';
  return isDone === wantsExecuted;
}

/** The row of the current top flow, at any depth, that stands for a subflow. */
function rowOf(run: Run, flow: string, alias: string): Execution | undefined {
  for (const execution of run.realm.flows.get(flow)?.executions ?? []) {
    if (execution.flow === undefined) continue;
    const found = execution.flow === alias ? execution : rowOf(run, execution.flow, alias);
    if (found) return found;
  }
  return undefined;
}

/** Source: `ConditionalClientScopeAuthenticator`: an unknown scope is never matched. */
function hasClientScope(run: Run, { config }: Execution): Matched {
  const name = config?.['client_scope'];
  if (!config || !name || !run.realm.client_scopes.has(name)) return false;
  return effectiveScopes(run).includes(name) !== isTrue(config['negate']);
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}
