import {
  CONDITIONAL_OTP_FORM,
  OTP_FORM,
  PASSWORD_FORM,
  PASSWORDLESS_FORM,
  RECOVERY_FORM,
  USERNAME_FORM,
  USERNAME_PASSWORD_FORM,
  WEBAUTHN_FORM,
} from '../provider-ids.ts';

/** The credential type each step stands for when levels of credentials are computed (`AuthenticatorFactory.getReferenceCategory`). */
export const REFERENCE_CATEGORIES: ReadonlyMap<string, string> = new Map([
  [USERNAME_FORM, 'password'],
  [USERNAME_PASSWORD_FORM, 'password'],
  [PASSWORD_FORM, 'password'],
  [OTP_FORM, 'otp'],
  [CONDITIONAL_OTP_FORM, 'otp'],
  [WEBAUTHN_FORM, 'webauthn'],
  [PASSWORDLESS_FORM, 'webauthn-passwordless'],
  [RECOVERY_FORM, 'recovery-authn-codes'],
]);
