import { consentPage, deleteAccountPage, deleteCredentialPage, pageExpiredPage, termsPage } from './decision-pages.ts';
import { loginPage, passwordPage, usernamePage } from './login-page.ts';
import { otpPage } from './otp-page.ts';
import type { PageBodyOf } from './page-body.ts';
import { passkeyErrorPage, passkeyPage, passkeyRegistrationPage } from './passkey-pages.ts';
import { recoveryInputPage, recoverySetupPage } from './recovery-pages.ts';
import { registerPage } from './register-page.ts';
import { resetPasswordPage } from './reset-page.ts';
import { selectAuthenticatorPage, selectOrganizationPage } from './select-pages.ts';
import { totpSetupPage } from './totp-setup-page.ts';
import { updateEmailPage, updatePasswordPage, updateProfilePage } from './update-pages.ts';

/** The pages that can be shown, by Keycloak's page id. A page without a row is refused by name, never approximated. */
export const PAGE_BODIES: ReadonlyMap<string, PageBodyOf> = new Map([
  ['login', loginPage],
  ['login-username', usernamePage],
  ['login-password', passwordPage],
  ['login-otp', otpPage],
  ['login-config-totp', totpSetupPage],
  ['login-recovery-authn-code-input', recoveryInputPage],
  ['login-recovery-authn-code-config', recoverySetupPage],
  ['select-authenticator', selectAuthenticatorPage],
  ['select-organization', selectOrganizationPage],
  ['login-update-password', updatePasswordPage],
  ['login-update-profile', updateProfilePage],
  ['update-email', updateEmailPage],
  ['terms', termsPage],
  ['login-oauth-grant', consentPage],
  ['delete-credential', deleteCredentialPage],
  ['delete-account-confirm', deleteAccountPage],
  ['login-page-expired', pageExpiredPage],
  ['register', registerPage],
  ['login-reset-password', resetPasswordPage],
  ['webauthn-authenticate', passkeyPage],
  ['webauthn-register', passkeyRegistrationPage],
  ['webauthn-error', passkeyErrorPage],
]);
