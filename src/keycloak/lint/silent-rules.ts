import type { SilentRule } from './rule.ts';

/** Known traps that no export shows: they stand here so that nobody looks for them in vain. */
export const SILENT_RULES: readonly SilentRule[] = [
  {
    id: 'L-21',
    class: 'warning',
    title: 'Scripts against the Admin API',
    silent:
      'An export shows the flow as it is, not the calls that made it. What such a script gets wrong is found by the rules about the result: L-01, L-03, L-23.',
    effect:
      'POST executions/execution and executions/flow ignore the requirement in the body, so that a new row is DISABLED. PUT of an execution without its priority sets it to 0. Before 25 a priority given on creation is ignored.',
    fix: 'After each POST send the complete row with PUT, requirement and priority included, and read the flow back.',
    evidence: [
      'AuthenticationManagementResource',
      '#8726',
      '#20747',
      'adorsys/keycloak-config-cli #1539',
      'adorsys/keycloak-config-cli #147',
    ],
  },
  {
    id: 'L-24',
    class: 'warning',
    title: 'A one-time code counts once',
    silent:
      'Codes count once in every realm that does not set otpPolicyCodeReusable: that is the safe default, and no mistake of an export. It binds whoever drives the login.',
    effect:
      'The code that confirmed an enrolment or a login is refused within its window. A second login in the same period fails with "Invalid authenticator code."',
    fix: 'Wait for the next period before a second code; the journeys of flowproof do.',
    evidence: ['OTPCredentialProvider', 'RequiredActionTotpSetupTest', 'CustomAuthFlowOTPTest'],
  },
];
