import { createMachine } from 'xstate';

/** Password, then a one-time code, then the portal. A wrong code shows the same page again; nothing else may appear. */
export const mfaChallenge = createMachine({
  id: 'mfa-challenge',
  initial: 'start',
  states: {
    start: { on: { login: 'login', 'login-otp': 'mfa_challenge' } },
    login: { on: { login: 'login', 'login-otp': 'mfa_challenge' } },
    mfa_challenge: { on: { 'login-otp': 'mfa_challenge', callback: 'callback', blocked: 'blocked' } },
    callback: { type: 'final' },
    blocked: { type: 'final' },
  },
});
