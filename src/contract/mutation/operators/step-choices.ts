import {
  ALLOW_ACCESS,
  CLIENT_SCOPE_CONDITION,
  CREDENTIAL_CONDITION,
  DENY_ACCESS,
  LEVEL_CONDITION,
  OTP_FORM,
  PASSWORD_FORM,
  RECOVERY_FORM,
  SESSION_LIMITS,
  SUBFLOW_EXECUTED,
  USER_ATTRIBUTE,
  USER_CONFIGURED,
  USER_ROLE,
  USERNAME_FORM,
  USERNAME_PASSWORD_FORM,
  WEBAUTHN_FORM,
} from '../../../keycloak/provider-ids.ts';
import type { Requirement } from '../../../keycloak/realm.ts';

type Choices = readonly Requirement[];

const STEP: Choices = ['REQUIRED', 'ALTERNATIVE', 'DISABLED'];
const SUBFLOW: Choices = ['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED'];
const SWITCH: Choices = ['REQUIRED', 'DISABLED'];
const FIXED: Choices = ['REQUIRED'];

/** `AuthenticatorFactory.getRequirementChoices`, where it is not that of most steps. */
const CHOICES: ReadonlyMap<string, Choices> = new Map([
  [USERNAME_FORM, FIXED],
  [USERNAME_PASSWORD_FORM, FIXED],
  [DENY_ACCESS, SWITCH],
  [ALLOW_ACCESS, SWITCH],
  [SESSION_LIMITS, SWITCH],
  [USER_CONFIGURED, SWITCH],
  [USER_ROLE, SWITCH],
  [USER_ATTRIBUTE, SWITCH],
  [LEVEL_CONDITION, SWITCH],
  [CREDENTIAL_CONDITION, SWITCH],
  [SUBFLOW_EXECUTED, SWITCH],
  [CLIENT_SCOPE_CONDITION, SWITCH],
]);

/** What the server lets an administrator choose for a step of this provider, or for a subflow (`undefined`). */
export function requirementsOf(authenticator: unknown): Choices {
  if (typeof authenticator !== 'string') return SUBFLOW;
  return CHOICES.get(authenticator) ?? STEP;
}

/** Steps that are taken for one another. */
const KINDS: readonly (readonly string[])[] = [
  [OTP_FORM, RECOVERY_FORM, WEBAUTHN_FORM],
  [USERNAME_PASSWORD_FORM, USERNAME_FORM, PASSWORD_FORM],
  [DENY_ACCESS, ALLOW_ACCESS],
];

export function stepsLike(authenticator: unknown): string[] {
  return KINDS.filter((kind) => kind.some((one) => one === authenticator))
    .flat()
    .filter((other) => other !== authenticator);
}
