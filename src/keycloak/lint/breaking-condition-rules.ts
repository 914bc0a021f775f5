import { LEVEL_CONDITION, USER_ATTRIBUTE } from '../provider-ids.ts';
import type { Realm } from '../realm.ts';
import { rowPath } from './export-path.ts';
import { guardConditions } from './guard-conditions.ts';
import { isRefused, journeys, proof, rowName } from './journeys.ts';
import { isPrecededBy, ownerOf, type Spot } from './live-level.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';
import { USER_STEPS } from './user-steps.ts';

const LOGIN = 'auth-username-password-form REQUIRED\n';

/** Conditions on which a login breaks. */
export const BREAKING_CONDITION_RULES: readonly SpokenRule[] = [
  {
    id: 'L-28',
    class: 'error',
    title: 'Condition that cannot be evaluated',
    looks_for:
      'an attribute or level condition without config, or an attribute condition before any step that finds out who the user is',
    detect: breakingConditions,
    effect:
      'Without its config the condition fails with a null pointer ("Unexpected error when handling authentication request…"); without a user the attribute condition ends the login.',
    fix: 'Give the condition its config, and put it behind the step that asks for the username.',
    evidence: ['ConditionalUserAttributeValue.matchCondition', 'ConditionalLoaAuthenticator.matchCondition'],
    example: {
      triggers: {
        flow: `${LOGIN}second CONDITIONAL:\n  conditional-user-attribute REQUIRED\n  auth-otp-form REQUIRED`,
      },
      at: 'authenticationFlows[alias=second].authenticationExecutions[0]',
      says: 'has no config',
      twin: {
        flow: `${LOGIN}second CONDITIONAL:\n  conditional-user-attribute REQUIRED attribute_name=office attribute_expected_value=north\n  auth-otp-form REQUIRED`,
      },
    },
  },
];

function breakingConditions(subject: Subject): Found[] {
  const { realm, root } = subject;
  const attributes = guardConditions(subject, USER_ATTRIBUTE);
  const bare = [...attributes, ...guardConditions(subject, LEVEL_CONDITION)].filter(
    ({ execution }) => !execution.config,
  );
  const early = attributes.filter((spot) => spot.execution.config && isEarly(realm, spot));
  const refusals = (top: string) => proof(journeys(subject, top).filter(isRefused));
  return [
    ...bare.map(({ top, execution }) => ({
      at: rowPath(root, execution),
      message: `${rowName(execution)} has no config: whoever comes there gets an unexpected error.${refusals(top)}`,
    })),
    ...early.map(({ top, execution }) => ({
      at: rowPath(root, execution),
      message: `${rowName(execution)} is evaluated before anybody is known: the login ends there.${refusals(top)}`,
    })),
  ];
}

/** No step before the condition's subflow finds out who the user is. */
function isEarly(realm: Realm, spot: Spot): boolean {
  const owner = ownerOf(spot);
  return owner !== undefined && !isPrecededBy(realm, owner, USER_STEPS);
}
