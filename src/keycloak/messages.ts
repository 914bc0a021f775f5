import type { Realm } from './realm.ts';

/** English texts of the server's login theme that a login in the browser can show (`messages_en.properties`). */
const ENGLISH: ReadonlyMap<string, string> = new Map([
  ['accessDenied', 'Access denied'],
  ['accountDisabledMessage', 'Account is disabled, contact your administrator.'],
  ['accountTemporarilyDisabledMessage', 'Invalid username or password.'],
  ['accountTemporarilyDisabledMessageTotp', 'Invalid authenticator code.'],
  ['accountPermanentlyDisabledMessage', 'Invalid username or password.'],
  ['accountPermanentlyDisabledMessageTotp', 'Invalid authenticator code.'],
  ['acrNotFulfilled', 'Authentication requirements not fulfilled'],
  ['authenticateStrong', 'Strong authentication required to continue'],
  ['bearerOnlyMessage', 'Bearer-only applications are not allowed to initiate browser login'],
  ['brokerLinkingSessionExpired', 'Requested broker account linking, but current session is no longer valid.'],
  ['clientDisabledMessage', 'Client disabled.'],
  ['clientNotFoundMessage', 'Client not found.'],
  ['configureBackupCodesMessage', 'You need to set up Backup Codes to activate your account.'],
  ['configureTotpMessage', 'You need to set up Mobile Authenticator to activate your account.'],
  ['credentialSetupRequired', 'Cannot login, credential setup required.'],
  [
    'differentUserAuthenticated',
    "You are already authenticated as different user '{0}' in this session. Please sign out first.",
  ],
  ['emailExistsMessage', 'Email already exists.'],
  ['emailSendErrorMessage', 'Failed to send email, please try again later.'],
  ['error-invalid-email', 'Invalid email address.'],
  ['error-invalid-length', 'Length must be between {1} and {2}.'],
  ['error-invalid-length-too-short', 'Minimal length is {1}.'],
  ['error-invalid-length-too-long', 'Maximal length is {2}.'],
  ['error-invalid-number', 'Invalid number.'],
  ['error-invalid-uri', 'Invalid URL.'],
  ['error-invalid-date', 'Invalid date.'],
  ['error-invalid-value', 'Invalid value.'],
  ['error-number-out-of-range', 'Number must be between {1} and {2}.'],
  ['error-pattern-no-match', 'Invalid value.'],
  ['error-person-name-invalid-character', 'Invalid characters in name.'],
  ['error-user-attribute-required', 'Please specify this field.'],
  ['error-username-invalid-character', 'Value contains invalid character.'],
  ['httpsRequiredMessage', 'HTTPS required'],
  ['invalidParameterMessage', 'Invalid parameter: {0}'],
  ['invalidPasswordMessage', 'Invalid password.'],
  ['invalidRequestMessage', 'Invalid Request'],
  ['invalidTotpMessage', 'Invalid authenticator code.'],
  ['invalidUserMessage', 'Invalid username or password.'],
  ['invalidUsernameMessage', 'Invalid username.'],
  ['invalidUsernameOrEmailMessage', 'Invalid username or email.'],
  ['missingParameterMessage', 'Missing parameters: {0}'],
  ['missingPasswordMessage', 'Please specify password.'],
  ['missingTotpDeviceNameMessage', 'Please specify device name.'],
  ['missingTotpMessage', 'Please specify authenticator code.'],
  ['missingUsernameMessage', 'Please specify username.'],
  ['notMatchPasswordMessage', "Passwords don't match."],
  ['notMemberOfAnyOrganization', 'User is not a member of any organization'],
  ['notMemberOfOrganization', 'User is not a member of the organization {0}'],
  ['realmNotEnabledMessage', 'Realm not enabled'],
  ['reauthenticate', 'Please re-authenticate to continue'],
  ['recovery-codes-error-invalid', 'Invalid recovery authentication code'],
  ['registrationNotAllowedMessage', 'Registration not allowed'],
  ['resetPasswordMessage', 'You need to change your password.'],
  ['sessionLimitExceeded', 'There are too many sessions'],
  [
    'unexpectedErrorHandlingRequestMessage',
    'Unexpected error when handling authentication request to identity provider.',
  ],
  ['updateEmailMessage', 'You need to update your email address to activate your account.'],
  ['updatePasswordMessage', 'You need to change your password to activate your account.'],
  ['updateProfileMessage', 'You need to update your user profile to activate your account.'],
  ['usernameExistsMessage', 'Username already exists.'],
  ['verifyEmailMessage', 'You need to verify your email address to activate your account.'],
]);

/** The text of a message key: the realm's own, else the server's. What is no key is its own text. */
export function message(realm: Realm, key: string, ...values: readonly string[]): string {
  const pattern = realm.texts.get(key) ?? ENGLISH.get(key) ?? key;
  return values.length === 0
    ? pattern
    : pattern.replace(/\{(\d+)\}/g, (whole, index) => values[Number(index)] ?? whole);
}
