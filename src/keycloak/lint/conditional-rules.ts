import { USER_ROLE } from '../provider-ids.ts';
import type { Execution, Realm } from '../realm.ts';
import { resolveRole } from '../step/role-name.ts';
import { rowPath } from './export-path.ts';
import { blamed, journeys, namesText, proof, rowName } from './journeys.ts';
import { isConditional, isNeverRun, type Spot, stepsOf } from './live-level.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';
import { withAllowance } from './what-if.ts';

const STAFF = { roles: { realm: [{ name: 'staff' }] } };

/** Conditional subflows that never run, always run, or leave nothing behind. */
export const CONDITIONAL_RULES: readonly SpokenRule[] = [
  {
    id: 'L-03',
    class: 'security',
    title: 'CONDITIONAL subflow without a condition',
    looks_for: 'a CONDITIONAL subflow that has steps and no enabled condition',
    detect: withoutCondition,
    effect:
      'The whole subflow is skipped for everybody, whatever is in it, silently: a second factor, or the password.',
    fix: 'Add the condition, or make the subflow REQUIRED.',
    evidence: [
      'DefaultAuthenticationFlow.isConditionalSubflowDisabled',
      'BrowserFlowTest.testFlowDisabledWhenConditionalAuthenticatorIsMissing',
      'BrowserFlowTest.testFlowDisabledWhenConditionalAuthenticatorIsDisabled',
    ],
    example: {
      triggers: {
        flow: 'auth-username-password-form REQUIRED\nsecond CONDITIONAL:\n  conditional-user-role DISABLED condUserRole=staff\n  auth-otp-form REQUIRED',
        realm: STAFF,
      },
      at: 'authenticationFlows[alias=example].authenticationExecutions[1]',
      says: 'Skipped for everybody: auth-otp-form',
      twin: {
        flow: 'auth-username-password-form REQUIRED\nsecond CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staff\n  auth-otp-form REQUIRED',
        realm: STAFF,
      },
    },
  },
  {
    id: 'L-04',
    class: 'error',
    title: 'CONDITIONAL subflow with nothing to do',
    looks_for: 'a CONDITIONAL subflow with conditions that can be true and no enabled step',
    detect: withoutStep,
    effect: 'For whoever the condition is true, the subflow ends without success, and the login with it.',
    fix: 'Add the step that the condition guards, or disable the subflow.',
    evidence: ['DefaultAuthenticationFlow.processFlow', '#26834', '#32479'],
    example: {
      triggers: {
        flow: 'auth-username-password-form REQUIRED\nsecond CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staff\n  auth-otp-form DISABLED',
        realm: STAFF,
      },
      at: 'authenticationFlows[alias=example].authenticationExecutions[1]',
      says: 'Predicted for a user with only a password, who has the role staff: login → error',
      twin: {
        flow: 'auth-username-password-form REQUIRED\nsecond CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staff\n  auth-otp-form REQUIRED',
        realm: STAFF,
      },
    },
  },
  {
    id: 'L-05',
    class: 'security',
    title: 'Condition outside a CONDITIONAL subflow',
    looks_for: 'an enabled condition in a REQUIRED or ALTERNATIVE subflow, or on the top level of a flow',
    detect: ignoredConditions,
    effect: 'The condition is ignored: the steps beside it run for everybody who comes there.',
    fix: 'Set the requirement of the subflow to CONDITIONAL, or remove the condition.',
    evidence: [
      'DefaultAuthenticationFlow.fillListsOfExecutions',
      'BrowserFlowTest.testConditionalAuthenticatorInNonConditionalFlow',
    ],
    example: {
      triggers: {
        flow: 'auth-username-password-form REQUIRED\nno entry REQUIRED:\n  conditional-user-role REQUIRED condUserRole=staff\n  deny-access-authenticator REQUIRED',
        realm: STAFF,
      },
      at: 'authenticationFlows[alias=no entry].authenticationExecutions[0]',
      says: 'Run for everybody who comes there: deny-access-authenticator',
      twin: {
        flow: 'auth-username-password-form REQUIRED\nno entry CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staff\n  deny-access-authenticator REQUIRED',
        realm: STAFF,
      },
    },
  },
  {
    id: 'L-29',
    class: 'error',
    title: 'Subflow of nothing but CONDITIONAL subflows',
    looks_for:
      'a REQUIRED or ALTERNATIVE subflow that holds only CONDITIONAL subflows, and a login that would pass if it held one step more',
    detect: onlyConditional,
    effect:
      'When all the conditions are false nothing is left in the subflow, and an empty subflow is no success: the login is refused unless another alternative lets the user in.',
    fix: 'Make the outer subflow CONDITIONAL too, or add a last REQUIRED allow-access-authenticator to it.',
    evidence: [
      'DefaultAuthenticationFlow.processFlow',
      'BrowserFlowTest.testConditionalFlowWithConditionalAuthenticatorEvaluatingToFalseActsAsDisabled',
      '#41248',
    ],
    example: {
      triggers: {
        flow: 'auth-username-password-form REQUIRED\nchecks REQUIRED:\n  second CONDITIONAL:\n    conditional-user-role REQUIRED condUserRole=staff\n    auth-otp-form REQUIRED',
        realm: STAFF,
      },
      at: 'authenticationFlows[alias=example].authenticationExecutions[1]',
      says: 'Predicted for a user with only a password: login → error',
      twin: {
        flow: 'auth-username-password-form REQUIRED\nchecks REQUIRED:\n  second CONDITIONAL:\n    conditional-user-role REQUIRED condUserRole=staff\n    auth-otp-form REQUIRED\n  allow-access-authenticator REQUIRED',
        realm: STAFF,
      },
    },
  },
];

function withoutCondition(subject: Subject): Found[] {
  const { realm, root, steps } = subject;
  return steps.flatMap(({ top, execution }) => {
    const level = realm.levels.get(execution.flow ?? '');
    const skipped = level ? stepsOf(level) : [];
    if (!isNeverRun(realm, execution) || skipped.length === 0) return [];
    const message = `${rowName(execution)} has no enabled condition. Skipped for everybody: ${namesText(skipped.map(rowName))}.${proof(journeys(subject, top).slice(0, 1))}`;
    return [{ at: rowPath(root, execution), message }];
  });
}

function withoutStep(subject: Subject): Found[] {
  const { realm, root, levels } = subject;
  return levels.flatMap(({ top, level, flow, trail }) => {
    const owner = trail.at(-1);
    const isEmpty = owner?.requirement === 'CONDITIONAL' && stepsOf(level).length === 0;
    if (!isEmpty || level.conditions.some((condition) => isNeverTrue(realm, condition))) return [];
    const shown = proof(blamed(subject, top, withAllowance(realm, flow.alias)));
    const message = `${rowName(owner)} has conditions but no enabled step: whoever they are true for is refused.${shown}`;
    return [{ at: rowPath(root, owner), message }];
  });
}

/** A role that does not exist is never matched, negated or not. */
function isNeverTrue(realm: Realm, { authenticator, config }: Execution): boolean {
  return authenticator === USER_ROLE && resolveRole(realm, config?.['condUserRole'] ?? '') === undefined;
}

function ignoredConditions({ root, levels }: Subject): Found[] {
  return levels
    .filter((live) => !isConditional(live))
    .flatMap(({ level, flow }) =>
      level.conditions.map((condition) => {
        const steps = stepsOf(level).map(rowName).join(', ') || 'what is beside it';
        const message = `${rowName(condition)} is ignored, because "${flow.alias}" is not CONDITIONAL. Run for everybody who comes there: ${steps}.`;
        return { at: rowPath(root, condition), message };
      }),
    );
}

function onlyConditional(subject: Subject): Found[] {
  const { realm, root, steps } = subject;
  return steps
    .filter((spot) => isOnlyConditional(realm, spot))
    .flatMap(({ top, execution }) => {
      const guilty = blamed(subject, top, withAllowance(realm, execution.flow ?? ''));
      if (guilty.length === 0) return [];
      const message = `${rowName(execution)} holds only CONDITIONAL subflows: when their conditions are false it fails.${proof(guilty)}`;
      return [{ at: rowPath(root, execution), message }];
    });
}

function isOnlyConditional({ levels }: Realm, { execution }: Spot): boolean {
  const level = levels.get(execution.flow ?? '');
  if (!level || level.unknown || execution.requirement === 'CONDITIONAL' || level.required.length === 0) return false;
  return level.required.every(({ flow, requirement }) => flow !== undefined && requirement === 'CONDITIONAL');
}
