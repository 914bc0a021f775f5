import { ALLOW_ACCESS, DENY_ACCESS, SESSION_LIMITS, USERNAME_FORM, USERNAME_PASSWORD_FORM } from '../provider-ids.ts';
import type { Requirement } from '../realm.ts';
import { AUTHENTICATORS, authenticatorOf, isAvailable } from '../step/authenticators.ts';
import { CONDITION_IDS, isCondition } from '../step/conditions.ts';
import type { Traits } from '../version.ts';

/** Requirements that a step may have; each row is what `AuthenticatorFactory.getRequirementChoices` of a group answers. */
const ALWAYS: readonly Requirement[] = ['REQUIRED'];
const SWITCHED: readonly Requirement[] = ['REQUIRED', 'DISABLED'];
const STEP: readonly Requirement[] = ['REQUIRED', 'ALTERNATIVE', 'DISABLED'];

/** Of a subflow: any. */
export const SUBFLOW_CHOICES: readonly Requirement[] = ['REQUIRED', 'ALTERNATIVE', 'DISABLED', 'CONDITIONAL'];

/** Steps that cannot do without being asked. As a 26.7.3 server lists them. */
const CHOICES: ReadonlyMap<string, readonly Requirement[]> = new Map([
  [USERNAME_FORM, ALWAYS],
  [USERNAME_PASSWORD_FORM, ALWAYS],
  ['direct-grant-auth-x509-username', ALWAYS],
  ['direct-grant-validate-username', ALWAYS],
  ['docker-http-basic-authenticator', ALWAYS],
  ['idp-username-password-form', ALWAYS],
  ['reset-credential-email', ALWAYS],
  ['reset-credentials-choose-user', ALWAYS],
  [ALLOW_ACCESS, SWITCHED],
  [DENY_ACCESS, SWITCHED],
  [SESSION_LIMITS, SWITCHED],
  ['idp-confirm-override-link', SWITCHED],
  ['idp-detect-existing-broker-user', SWITCHED],
]);

/** The requirements an execution of this provider may have on a server of this line; undefined for one it does not have. */
export function requirementChoices(provider: string, traits: Traits): readonly Requirement[] | undefined {
  if (isCondition(provider, traits)) return SWITCHED;
  if (authenticatorOf(provider) === undefined || !isAvailable(provider, traits)) return undefined;
  return CHOICES.get(provider) ?? STEP;
}

/** What the server gives an execution that it adds: switched off, unless there is no choice. */
export function addedRequirement(choices: readonly Requirement[]): Requirement {
  return choices.includes('DISABLED') ? 'DISABLED' : 'REQUIRED';
}

/** The provider ids of steps and conditions that a stock server of this line has. */
export function knownProviders(traits: Traits): string[] {
  return [...AUTHENTICATORS.keys(), ...CONDITION_IDS].filter((id) => requirementChoices(id, traits) !== undefined);
}
