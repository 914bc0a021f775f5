import { createMachine } from 'xstate';

/** A first sign-in: password, then a new authenticator is set up, then the portal. There is no way around the set-up. */
export const mfaEnrollment = createMachine({
  id: 'mfa-enrollment',
  initial: 'start',
  states: {
    start: { on: { login: 'login' } },
    login: { on: { login: 'login', 'login-config-totp': 'mfa_enrollment' } },
    mfa_enrollment: { on: { 'login-config-totp': 'mfa_enrollment', callback: 'callback' } },
    callback: { type: 'final' },
  },
});
