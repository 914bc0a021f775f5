import type { BrowserState } from '../trace.ts';

/** How a page is recognised, and which browser state it is. */
export interface Screen {
  readonly page: string;
  readonly state: BrowserState;
  /** Selector that tells the page where `data-page-id` is missing (Keycloak before 26.2, themes that drop it). */
  readonly anchor?: string;
}

/**
 * Keycloak's login pages: `data-page-id` without its leading `login-`, and the DOM anchors of keycloak.v2 and the
 * older theme. First match wins, so a page whose anchor is contained in another's stands before it.
 */
export const SCREENS: readonly Screen[] = [
  { page: 'login-otp', state: 'mfa_challenge', anchor: '#kc-otp-login-form' },
  { page: 'login-recovery-authn-code-input', state: 'mfa_challenge', anchor: '#kc-recovery-code-login-form' },
  { page: 'webauthn-authenticate', state: 'mfa_challenge', anchor: 'form#webauth:not(:has(~ #kc-form-login))' },
  { page: 'login-config-totp', state: 'mfa_enrollment', anchor: '#kc-totp-settings-form' },
  { page: 'login-recovery-authn-code-config', state: 'mfa_enrollment', anchor: '#kc-recovery-codes-settings-form' },
  { page: 'webauthn-register', state: 'mfa_enrollment', anchor: 'form#register #registerWebAuthn' },
  { page: 'select-authenticator', state: 'select_authenticator', anchor: '#kc-select-credential-form' },
  { page: 'select-organization', state: 'required_action', anchor: '#kc-user-organizations' },
  { page: 'login-update-password', state: 'required_action', anchor: '#kc-passwd-update-form' },
  { page: 'login-update-profile', state: 'required_action', anchor: '#kc-update-profile-form' },
  { page: 'update-email', state: 'required_action', anchor: '#kc-update-email-form' },
  { page: 'login-verify-email', state: 'required_action', anchor: '#kc-verify-email-form' },
  { page: 'terms', state: 'required_action', anchor: '#kc-terms-text' },
  { page: 'delete-credential', state: 'required_action', anchor: '#kc-delete-text' },
  { page: 'delete-account-confirm', state: 'required_action', anchor: '#kc-deleteaccount-form' },
  { page: 'login-oauth-grant', state: 'consent', anchor: '#kc-oauth' },
  { page: 'login-page-expired', state: 'error', anchor: '#loginRestartLink' },
  { page: 'webauthn-error', state: 'error', anchor: '#kc-error-credential-form' },
  { page: 'error', state: 'error', anchor: '#kc-error-message' },
  { page: 'info', state: 'required_action', anchor: '#kc-info-message' },
  { page: 'logout-confirm', state: 'required_action', anchor: '#kc-logout-confirm' },
  { page: 'login-password', state: 'login', anchor: '#kc-form-login:not(:has([name=username])):has([name=password])' },
  { page: 'login-username', state: 'login', anchor: '#kc-form-login:not(:has([name=password]))' },
  { page: 'login', state: 'login', anchor: '#kc-form-login' },
];

/** Texts by which Keycloak says that this person may not pass, whatever is typed. */
const BLOCKED = [/access denied/i, /account is disabled/i, /too many sessions/i, /credential setup required/i];

const BY_PAGE: ReadonlyMap<string, Screen> = new Map(SCREENS.map((screen) => [screen.page, screen]));

/** Where the application's own answer is shown: the redirect URI was reached. */
const ENDS: ReadonlyMap<string, BrowserState> = new Map([
  ['callback', 'callback'],
  ['callback-error', 'callback_error'],
]);

/** The browser state of a page with its message; `unknown` for a page that no row names. */
export function stateOf(page: string, message?: string): BrowserState {
  if (message && BLOCKED.some((text) => text.test(message))) return 'blocked';
  return ENDS.get(page) ?? BY_PAGE.get(page)?.state ?? 'unknown';
}

/** Every page a contract or a journey may name. */
export const KNOWN_PAGES: readonly string[] = [...BY_PAGE.keys(), ...ENDS.keys()];

/** Where the text a person reads first stands: the alert, else the first field error, else the error page's own text. */
export const MESSAGE_SELECTORS: readonly string[] = [
  '#kc-error-message .instruction',
  '.pf-v5-c-alert .kc-feedback-text',
  '.pf-v5-c-alert__title',
  '.alert .kc-feedback-text',
  '[id^=input-error]',
];
