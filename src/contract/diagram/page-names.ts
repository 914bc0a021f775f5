/** What people call the pages of a sign-in. */
const PAGE_NAMES: ReadonlyMap<string, string> = new Map([
  ['login', 'Sign in'],
  ['login-username', 'User name'],
  ['login-password', 'Password'],
  ['login-otp', 'One-time code'],
  ['login-recovery-authn-code-input', 'Recovery code'],
  ['webauthn-authenticate', 'Passkey'],
  ['webauthn-register', 'Set up a passkey'],
  ['webauthn-error', 'Passkey refused'],
  ['login-config-totp', 'Set up an authenticator'],
  ['login-recovery-authn-code-config', 'Set up recovery codes'],
  ['login-update-password', 'New password'],
  ['login-update-profile', 'Complete the profile'],
  ['update-email', 'New e-mail address'],
  ['login-verify-email', 'Verify the e-mail address'],
  ['login-reset-password', 'Forgotten password'],
  ['login-oauth-grant', 'Consent'],
  ['select-authenticator', 'Choose another way'],
  ['select-organization', 'Choose an organization'],
  ['register', 'Registration'],
  ['terms', 'Terms and conditions'],
  ['delete-credential', 'Delete a credential'],
  ['delete-account-confirm', 'Delete the account'],
  ['login-page-expired', 'Page has expired'],
  ['logout-confirm', 'Sign out?'],
  ['info', 'Notice'],
  ['error', 'Error page'],
  ['callback', 'Signed in: back at the application'],
  ['callback-error', 'Back at the application, refused'],
  ['idp', 'Sent to an identity provider'],
  ['unsupported', 'Cannot be known from here on'],
]);

/** The page in people's words; its id where there are none. */
export function pageName(page: string): string {
  return PAGE_NAMES.get(page) ?? page;
}
