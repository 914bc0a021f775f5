import {
  CONFIGURE_RECOVERY,
  CONFIGURE_TOTP,
  PASSWORDLESS_FORM,
  RECOVERY_FORM,
  USER_CONFIGURED,
  USER_ROLE,
} from '../provider-ids.ts';
import type { Realm } from '../realm.ts';
import { rowPath } from './export-path.ts';
import { blamed, isInByPassword, journeys, proof, rowName, type Told } from './journeys.ts';
import type { Spot } from './live-level.ts';
import { openSteps, setUpActions } from './open-steps.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';
import { withActions } from './what-if.ts';

const FORMS = 'auth-username-password-form REQUIRED\n';
const action = (alias: string, enabled: boolean) => ({ alias, name: alias, providerId: alias, enabled });

/** Factors that a user has to set up before a login can go on. */
export const ENROLMENT_RULES: readonly SpokenRule[] = [
  {
    id: 'L-06',
    class: 'error',
    title: 'REQUIRED factor whose set-up is disabled',
    looks_for: 'a REQUIRED one-time code or WebAuthn step whose required action is registered but not enabled',
    detect: disabledSetUps,
    effect:
      'Who does not own the factor yet cannot set it up, and is refused: "Cannot login, credential setup required."',
    fix: 'Enable the required action, or let only those who own the factor come to the step (conditional-user-configured).',
    evidence: [
      'Authenticator.areRequiredActionsEnabled',
      'BrowserFlowTest.testLoginWithWithNoOTPCredentialAndRequiredActionProviderDisabled',
      'mesutpiskin/keycloak-2fa-email-authenticator #106',
    ],
    example: {
      triggers: {
        flow: `${FORMS}auth-otp-form REQUIRED`,
        realm: { requiredActions: [action(CONFIGURE_TOTP, false)] },
      },
      at: 'authenticationFlows[alias=example].authenticationExecutions[1]',
      says: 'Cannot login, credential setup required.',
      twin: { flow: `${FORMS}auth-otp-form REQUIRED`, realm: { requiredActions: [action(CONFIGURE_TOTP, true)] } },
    },
  },
  {
    id: 'L-17',
    class: 'error',
    title: 'Passkey REQUIRED without another way',
    looks_for: 'a REQUIRED webauthn-authenticator-passwordless, and a user without a passkey who gets no further',
    detect: passkeyOnly,
    effect: 'The step is never set up on the way: who has no passkey is locked out.',
    fix: 'Make it ALTERNATIVE beside a subflow with username and password, and let users register a passkey there.',
    evidence: ['WebAuthnPasswordlessAuthenticator', '#25720'],
    example: {
      triggers: { flow: 'auth-username-form REQUIRED\nwebauthn-authenticator-passwordless REQUIRED' },
      at: 'authenticationFlows[alias=example].authenticationExecutions[1]',
      says: 'Predicted for a user with only a password',
      twin: {
        flow: 'auth-username-form REQUIRED\nproof REQUIRED:\n  webauthn-authenticator-passwordless ALTERNATIVE\n  auth-password-form ALTERNATIVE',
      },
    },
  },
  {
    id: 'L-22',
    class: 'security',
    title: 'REQUIRED recovery codes whose set-up is off',
    looks_for:
      'a REQUIRED auth-recovery-authn-code-form while CONFIGURE_RECOVERY_AUTHN_CODES is missing or disabled, and a user who gets in without a code',
    detect: skippedRecovery,
    effect:
      'The step does not look whether its action is enabled: it counts as "to be set up", the disabled action is dropped, and the user is in without the factor.',
    fix: 'Enable CONFIGURE_RECOVERY_AUTHN_CODES, or take the step out.',
    evidence: [
      'RecoveryAuthnCodesFormAuthenticator.setRequiredActions',
      'DefaultAuthenticationFlow.processSingleFlowExecutionModel',
    ],
    since: '26.3',
    example: {
      triggers: {
        flow: `${FORMS}auth-recovery-authn-code-form REQUIRED`,
        realm: { requiredActions: [action(CONFIGURE_RECOVERY, false)] },
      },
      at: 'authenticationFlows[alias=example].authenticationExecutions[1]',
      says: 'Predicted for a user with only a password: login → callback',
      twin: {
        flow: `${FORMS}auth-recovery-authn-code-form REQUIRED`,
        realm: { requiredActions: [action(CONFIGURE_RECOVERY, true)] },
      },
    },
  },
];

function disabledSetUps(subject: Subject): Found[] {
  const { realm, root } = subject;
  return openSteps(subject).flatMap((spot) => {
    const { execution, top } = spot;
    const off = setUpActions(spot).filter((alias) => realm.required_actions.get(alias)?.enabled === false);
    if (off.length === 0) return [];
    const guilty = blamed(subject, top, withActions(realm, off));
    if (guilty.length === 0 && !isBeyondKnowing(realm, spot)) return [];
    const message = `${rowName(execution)} is REQUIRED but ${off.join(', ')} is disabled: who has not set it up is refused.${proof(guilty)}`;
    return [{ at: rowPath(root, execution), message }];
  });
}

const FORESEEN: ReadonlySet<string | undefined> = new Set([USER_ROLE, USER_CONFIGURED]);

/** Behind conditions that no member of the cast may fulfil: an attribute, a scope, a credential. */
function isBeyondKnowing(realm: Realm, { trail }: Spot): boolean {
  const conditions = trail.flatMap(({ flow }) => realm.levels.get(flow ?? '')?.conditions ?? []);
  return conditions.some(({ authenticator }) => !FORESEEN.has(authenticator));
}

function passkeyOnly(subject: Subject): Found[] {
  const { root } = subject;
  const rows = openSteps(subject).filter(({ execution }) => execution.authenticator === PASSWORDLESS_FORM);
  return rows.flatMap(({ top, execution }) => {
    const stranded = journeys(subject, top).filter(
      (told) => told.trace.end !== 'callback' && meets(told, execution.id),
    );
    if (stranded.length === 0) return [];
    const message = `Who has no passkey gets no further here: the step is never set up on the way.${proof(stranded)}`;
    return [{ at: rowPath(root, execution), message }];
  });
}

/** The login ended on the page of this row, or with the error of a factor that is not set up. */
function meets({ trace }: Told, id: string): boolean {
  const last = trace.pages.at(-1)?.because;
  return last?.execution === id || last?.rule === 'credential-setup-required';
}

function skippedRecovery(subject: Subject): Found[] {
  const { realm, root } = subject;
  if (realm.required_actions.get(CONFIGURE_RECOVERY)?.enabled) return [];
  const rows = openSteps(subject).filter(({ execution }) => execution.authenticator === RECOVERY_FORM);
  return rows.flatMap(({ top, execution }) => {
    const free = journeys(subject, top).filter(isInByPassword);
    if (free.length === 0) return [];
    const message = `${CONFIGURE_RECOVERY} is not enabled: who has no recovery codes passes this REQUIRED step without one.${proof(free)}`;
    return [{ at: rowPath(root, execution), message }];
  });
}
