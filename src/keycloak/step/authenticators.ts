import {
  ALLOW_ACCESS,
  AUTH_COOKIE,
  AUTH_SPNEGO,
  CONDITIONAL_OTP_FORM,
  DENY_ACCESS,
  IDP_REDIRECTOR,
  ORGANIZATION_STEP,
  OTP_FORM,
  PASSWORD_FORM,
  PASSWORDLESS_FORM,
  RECOVERY_FORM,
  SESSION_LIMITS,
  USERNAME_FORM,
  USERNAME_PASSWORD_FORM,
  WEBAUTHN_FORM,
  X509_FORM,
} from '../provider-ids.ts';
import type { Traits } from '../version.ts';
import { allowAccess, denyAccess } from './access.ts';
import { cookie } from './cookie.ts';
import { organization } from './organization.ts';
import { conditionalOtpForm, otpForm } from './otp-forms.ts';
import { recoveryForm } from './recovery-form.ts';
import { redirector } from './redirector.ts';
import { sessionLimits } from './session-limits.ts';
import { ATTEMPTED, type Authenticator, SUCCESS, unsupported } from './step.ts';
import { passwordForm, usernameForm, usernamePasswordForm } from './username-forms.ts';
import { passwordless, webauthn } from './webauthn.ts';

/** Tries what the browser sends by itself and goes on without it: a certificate, a Kerberos ticket. */
const silent: Authenticator = {
  requires_user: false,
  user_setup: false,
  label: '',
  required_actions: [],
  configured: () => true,
  authenticate: () => ATTEMPTED,
  act: () => SUCCESS,
};

/** Every step a browser flow can hold, by provider id. */
export const AUTHENTICATORS: ReadonlyMap<string, Authenticator> = new Map([
  [AUTH_COOKIE, cookie],
  [AUTH_SPNEGO, { ...silent, label: 'auth-spnego-display-name' }],
  [IDP_REDIRECTOR, redirector],
  [USERNAME_FORM, usernameForm],
  [USERNAME_PASSWORD_FORM, usernamePasswordForm],
  [PASSWORD_FORM, passwordForm],
  [OTP_FORM, otpForm],
  [CONDITIONAL_OTP_FORM, conditionalOtpForm],
  [RECOVERY_FORM, recoveryForm],
  [WEBAUTHN_FORM, webauthn],
  [PASSWORDLESS_FORM, passwordless],
  [ORGANIZATION_STEP, organization],
  [DENY_ACCESS, denyAccess],
  [ALLOW_ACCESS, allowAccess],
  [SESSION_LIMITS, sessionLimits],
  [X509_FORM, { ...silent, label: 'auth-x509-client-username-form-display-name' }],
]);

/** Steps of a stock server for other kinds of flow: it has them, but what they do in a browser flow is not modelled. */
const UNMODELLED: readonly string[] = [
  'basic-auth',
  'basic-auth-otp',
  'console-username-password',
  'direct-grant-validate-otp',
  'direct-grant-validate-password',
  'direct-grant-validate-username',
  'direct-grant-auth-x509-username',
  'docker-http-basic-authenticator',
  'http-basic-authenticator',
  'idp-add-organization-member',
  'idp-auto-link',
  'idp-confirm-link',
  'idp-confirm-override-link',
  'idp-create-user-if-unique',
  'idp-detect-existing-broker-user',
  'idp-email-verification',
  'idp-review-profile',
  'idp-username-password-form',
  'passkeys-authenticator',
  'reset-credential-email',
  'reset-credentials-choose-user',
  'reset-otp',
  'reset-password',
];

const UNMODELLED_ROWS: ReadonlyMap<string, Authenticator> = new Map(
  UNMODELLED.map((id) => [
    id,
    { ...silent, label: id, authenticate: () => unsupported(id, 'step of another kind of flow') },
  ]),
);

/** Whether a server of this line has the step without an extension. */
export function isAvailable(provider: string, traits: Traits): boolean {
  const step = authenticatorOf(provider);
  return step !== undefined && (step.since === undefined || traits[step.since] === true);
}

/** The step behind a provider id; `undefined`: no step of a stock server. */
export function authenticatorOf(provider: string): Authenticator | undefined {
  return AUTHENTICATORS.get(provider) ?? UNMODELLED_ROWS.get(provider);
}
