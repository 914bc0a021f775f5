/** Provider ids of steps, as they stand in exports. The behaviour behind an id is a row of `step/authenticators.ts`. */
export const AUTH_COOKIE = 'auth-cookie';
export const AUTH_SPNEGO = 'auth-spnego';
export const IDP_REDIRECTOR = 'identity-provider-redirector';
export const USERNAME_FORM = 'auth-username-form';
export const USERNAME_PASSWORD_FORM = 'auth-username-password-form';
export const PASSWORD_FORM = 'auth-password-form';
export const OTP_FORM = 'auth-otp-form';
export const CONDITIONAL_OTP_FORM = 'auth-conditional-otp-form';
export const RECOVERY_FORM = 'auth-recovery-authn-code-form';
export const WEBAUTHN_FORM = 'webauthn-authenticator';
export const PASSWORDLESS_FORM = 'webauthn-authenticator-passwordless';
export const ORGANIZATION_STEP = 'organization';
export const DENY_ACCESS = 'deny-access-authenticator';
export const ALLOW_ACCESS = 'allow-access-authenticator';
export const SESSION_LIMITS = 'user-session-limits';
export const X509_FORM = 'auth-x509-client-username-form';

/** Provider ids of conditions. The behaviour behind an id is a row of `step/conditions.ts`. */
export const USER_CONFIGURED = 'conditional-user-configured';
export const USER_ROLE = 'conditional-user-role';
export const USER_ATTRIBUTE = 'conditional-user-attribute';
export const LEVEL_CONDITION = 'conditional-level-of-authentication';
export const CREDENTIAL_CONDITION = 'conditional-credential';
export const SUBFLOW_EXECUTED = 'conditional-sub-flow-executed';
export const CLIENT_SCOPE_CONDITION = 'conditional-client-scope';

/** Provider ids of required actions. The behaviour behind an id is a row of `action/required-actions.ts`. */
export const CONFIGURE_TOTP = 'CONFIGURE_TOTP';
export const TERMS = 'TERMS_AND_CONDITIONS';
export const UPDATE_PASSWORD = 'UPDATE_PASSWORD';
export const UPDATE_PROFILE = 'UPDATE_PROFILE';
export const VERIFY_EMAIL = 'VERIFY_EMAIL';
export const DELETE_ACCOUNT = 'delete_account';
export const UPDATE_EMAIL = 'UPDATE_EMAIL';
export const WEBAUTHN_REGISTER = 'webauthn-register';
export const PASSWORDLESS_REGISTER = 'webauthn-register-passwordless';
export const VERIFY_PROFILE = 'VERIFY_PROFILE';
export const DELETE_CREDENTIAL = 'delete_credential';
export const IDP_LINK = 'idp_link';
export const CONFIGURE_RECOVERY = 'CONFIGURE_RECOVERY_AUTHN_CODES';
export const UPDATE_LOCALE = 'update_user_locale';
