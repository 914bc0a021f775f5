import { createMachine } from 'xstate';

/**
 * Every page that a sign-in at the portal may show while the second factor is rolled out. What a single persona
 * must see is narrower and stands in the contract; this is what the driver may walk through at all.
 */
export const login = createMachine({
  id: 'login',
  initial: 'start',
  states: {
    start: {
      on: { login: 'login', 'login-otp': 'mfa_challenge', callback: 'callback', 'callback-error': 'callback_error' },
    },
    login: {
      on: {
        login: 'login',
        'login-otp': 'mfa_challenge',
        'login-recovery-authn-code-input': 'mfa_challenge',
        'login-config-totp': 'mfa_enrollment',
        callback: 'callback',
        'callback-error': 'callback_error',
        error: 'error',
        blocked: 'blocked',
        excluded: 'excluded',
      },
    },
    mfa_challenge: {
      on: {
        'login-otp': 'mfa_challenge',
        'login-recovery-authn-code-input': 'mfa_challenge',
        'select-authenticator': 'select_authenticator',
        'login-recovery-authn-code-config': 'mfa_enrollment',
        callback: 'callback',
        error: 'error',
        blocked: 'blocked',
      },
    },
    select_authenticator: {
      on: { 'login-otp': 'mfa_challenge', 'login-recovery-authn-code-input': 'mfa_challenge' },
    },
    mfa_enrollment: {
      on: {
        'login-config-totp': 'mfa_enrollment',
        'login-recovery-authn-code-config': 'mfa_enrollment',
        callback: 'callback',
        error: 'error',
      },
    },
    callback: { type: 'final' },
    callback_error: { type: 'final' },
    error: { type: 'final' },
    blocked: { type: 'final' },
    excluded: { type: 'final' },
  },
});
