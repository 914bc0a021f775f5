import { createMachine } from 'xstate';

/** Whoever may not pass stays at the login form or meets the error page. No path leads to the portal. */
export const blocked = createMachine({
  id: 'blocked',
  initial: 'start',
  states: {
    start: { on: { login: 'login' } },
    login: { on: { login: 'login', error: 'error', blocked: 'blocked', excluded: 'excluded' } },
    error: { type: 'final' },
    blocked: { type: 'final' },
    excluded: { type: 'final' },
  },
});
