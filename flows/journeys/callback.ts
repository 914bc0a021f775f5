import { createMachine } from 'xstate';

/** Password and nothing more: whoever is not asked for a second factor, and whoever still has a session. */
export const callback = createMachine({
  id: 'callback',
  initial: 'start',
  states: {
    start: { on: { login: 'login', callback: 'callback', 'callback-error': 'callback_error' } },
    login: { on: { login: 'login', callback: 'callback', 'callback-error': 'callback_error' } },
    callback: { type: 'final' },
    callback_error: { type: 'final' },
  },
});
