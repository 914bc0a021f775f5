import {
  ALLOW_ACCESS,
  CLIENT_SCOPE_CONDITION,
  DENY_ACCESS,
  USER_ATTRIBUTE,
  USER_CONFIGURED,
  USER_ROLE,
} from '../provider-ids.ts';
import { isAbsent, member } from '../read/document-node.ts';
import type { Execution, Realm } from '../realm.ts';
import { resolveRole } from '../step/role-name.ts';
import { rowPath } from './export-path.ts';
import { guardConditions } from './guard-conditions.ts';
import { rowName } from './journeys.ts';
import { isConditional, type LiveLevel, type Spot, stepsOf } from './live-level.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';

const STAFF = { roles: { realm: [{ name: 'staff' }, { name: 'lead' }] } };
const LOGIN = 'auth-username-password-form REQUIRED\n';

/** Conditions that do not ask what their author thinks. */
export const CONDITION_RULES: readonly SpokenRule[] = [
  {
    id: 'L-08',
    class: 'warning',
    title: 'conditional-user-configured with nothing to ask',
    looks_for:
      'a conditional-user-configured whose enabled siblings are subflows only, or include only allow and deny steps',
    detect: (subject) => guardConditions(subject, USER_CONFIGURED).flatMap((spot) => blindQuestion(subject, spot)),
    effect:
      'It asks only the steps directly beside it. With none there it is always true; allow and deny steps are never configured, so with them it is always false.',
    fix: 'Move the condition into the subflow that holds the factors, directly beside them.',
    evidence: ['ConditionalUserConfiguredAuthenticator.matchCondition', '#28488'],
    example: {
      triggers: {
        flow: `${LOGIN}second CONDITIONAL:\n  conditional-user-configured REQUIRED\n  factors REQUIRED:\n    auth-otp-form REQUIRED`,
      },
      at: 'authenticationFlows[alias=second].authenticationExecutions[0]',
      says: 'is always true',
      twin: { flow: `${LOGIN}second CONDITIONAL:\n  conditional-user-configured REQUIRED\n  auth-otp-form REQUIRED` },
    },
  },
  {
    id: 'L-09',
    class: 'security',
    title: 'Role condition that names no role of the realm',
    looks_for: 'a conditional-user-role whose condUserRole resolves to nothing',
    detect: unknownRoles,
    effect:
      'The condition is false for everybody, also with negate: what it guards never happens, a refusal just as well as a second factor. A dot in the name makes what stands before it a client if there is one of that id.',
    fix: 'Name an existing realm role, or clientId.role for a role of a client. Rename realm roles with a dot in them.',
    evidence: ['ConditionalRoleAuthenticator.matchCondition', 'KeycloakModelUtils.getRoleFromString'],
    example: {
      triggers: {
        flow: `${LOGIN}no entry CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staf negate=true\n  deny-access-authenticator REQUIRED`,
        realm: STAFF,
      },
      at: 'authenticationFlows[alias=no entry].authenticationExecutions[0]',
      says: '"staf" is no role of the realm',
      twin: {
        flow: `${LOGIN}no entry CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staff negate=true\n  deny-access-authenticator REQUIRED`,
        realm: STAFF,
      },
    },
  },
  {
    id: 'L-12',
    class: 'warning',
    title: 'Several conditions of one kind in a subflow',
    looks_for:
      'two enabled conditions of one kind (role, attribute, client scope) in a subflow, neither of them negated',
    detect: (subject) => subject.levels.flatMap((live) => conjunctions(subject, live)),
    effect: 'All conditions of a subflow must be true. Who fulfils only one of them does not meet the steps.',
    fix: 'For "one or the other" use a composite role, or one subflow for each condition.',
    evidence: ['DefaultAuthenticationFlow.isConditionalSubflowDisabled', '#28981'],
    example: {
      triggers: {
        flow: `${LOGIN}second CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staff\n  conditional-user-role REQUIRED condUserRole=lead\n  auth-otp-form REQUIRED`,
        realm: STAFF,
      },
      at: 'authenticationFlows[alias=second].authenticationExecutions[1]',
      says: 'staff and lead',
      twin: {
        flow: `${LOGIN}second CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staff\n  conditional-user-role REQUIRED condUserRole=lead negate=true\n  auth-otp-form REQUIRED`,
        realm: STAFF,
      },
    },
  },
];

function blindQuestion({ root }: Subject, { level, execution }: Spot): Found[] {
  const steps = stepsOf(level);
  const asked = steps.filter(({ flow, requirement }) => flow === undefined && requirement !== 'CONDITIONAL');
  if (steps.length === 0) return [];
  const at = rowPath(root, execution);
  const beside = steps.map(rowName).join(', ');
  if (asked.length === 0)
    return [{ at, message: `It asks only steps directly beside it, and there is only ${beside}: it is always true.` }];
  const isFalse = asked.every(({ authenticator }) => authenticator === ALLOW_ACCESS || authenticator === DENY_ACCESS);
  return isFalse
    ? [{ at, message: `Nobody has ${beside} configured: it is always false, and nobody comes there.` }]
    : [];
}

function unknownRoles(subject: Subject): Found[] {
  const { realm, root } = subject;
  return guardConditions(subject, USER_ROLE).flatMap(({ execution, level }) => {
    const name = execution.config?.['condUserRole'] ?? '';
    if (resolveRole(realm, name) !== undefined) return [];
    const steps = stepsOf(level).map(rowName).join(', ') || 'what it guards';
    const message = `${reason(realm, name)}${unlisted(subject)}: false for everybody${negation(execution)}, so these never run: ${steps}.`;
    return [{ at: rowPath(root, execution), message }];
  });
}

function reason(realm: Realm, name: string): string {
  if (name === '') return 'The condition names no role';
  const client = [...realm.clients.keys()].find((id) => name.startsWith(`${id}.`));
  if (client === undefined) return `"${name}" is no role of the realm`;
  return `"${name}" is looked up as a role of client "${client}", which has none of that name`;
}

/** A partial export can leave the roles out: then an import has only those of every realm. */
function unlisted({ root }: Subject): string {
  return isAbsent(member(root, 'roles')) ? ' as this document has it, which lists no roles' : '';
}

function negation({ config }: Execution): string {
  return config?.['negate']?.toLowerCase() === 'true' ? ', although it is negated' : '';
}

/** What a condition of each kind names, and what turns it around. */
const KINDS: ReadonlyMap<string, readonly [value: string, not: string]> = new Map([
  [USER_ROLE, ['condUserRole', 'negate']],
  [USER_ATTRIBUTE, ['attribute_name', 'not']],
  [CLIENT_SCOPE_CONDITION, ['client_scope', 'negate']],
]);

function conjunctions({ root }: Subject, live: LiveLevel): Found[] {
  if (!isConditional(live)) return [];
  return [...KINDS].flatMap(([provider, [value, not]]) => {
    const same = live.level.conditions.filter(
      ({ authenticator, config }) => authenticator === provider && config?.[not] !== 'true',
    );
    const names = [...new Set(same.map(({ config }) => config?.[value] ?? '?'))];
    const [, second] = same;
    if (!second || names.length < 2) return [];
    const message = `Only who fulfils ${names.join(' and ')} comes to "${live.flow.alias}": conditions are joined by AND.`;
    return [{ at: rowPath(root, second), message }];
  });
}
