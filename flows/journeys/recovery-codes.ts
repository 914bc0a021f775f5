import { createMachine } from 'xstate';

/** The phone is lost: a recovery code stands in for the one-time code, offered directly or through "Try Another Way". */
export const recoveryCodes = createMachine({
  id: 'recovery-codes',
  initial: 'start',
  states: {
    start: { on: { login: 'login' } },
    login: {
      on: {
        login: 'login',
        'login-otp': 'mfa_challenge:otp',
        'login-recovery-authn-code-input': 'mfa_challenge:recovery',
      },
    },
    'mfa_challenge:otp': {
      on: { 'login-otp': 'mfa_challenge:otp', 'select-authenticator': 'select_authenticator', callback: 'callback' },
    },
    select_authenticator: {
      on: { 'login-otp': 'mfa_challenge:otp', 'login-recovery-authn-code-input': 'mfa_challenge:recovery' },
    },
    'mfa_challenge:recovery': {
      on: {
        'select-authenticator': 'select_authenticator',
        'login-recovery-authn-code-input': 'mfa_challenge:recovery',
        'login-recovery-authn-code-config': 'mfa_enrollment',
        callback: 'callback',
        blocked: 'blocked',
      },
    },
    mfa_enrollment: { on: { callback: 'callback' } },
    callback: { type: 'final' },
    blocked: { type: 'final' },
  },
});
