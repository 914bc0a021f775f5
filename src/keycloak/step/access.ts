import { message } from '../messages.ts';
import { type Authenticator, SUCCESS } from './step.ts';

const DENY_MESSAGE = 'denyErrorMessage';

const NEVER = {
  requires_user: false,
  user_setup: false,
  required_actions: [],
  configured: () => false,
} as const;

/** Source: `DenyAccessAuthenticator`: the configured text may be a message key. */
export const denyAccess: Authenticator = {
  ...NEVER,
  label: 'deny-access-authenticator-display-name',
  authenticate: ({ run, execution }) => ({
    kind: 'refused',
    text: message(run.realm, execution.config?.[DENY_MESSAGE] ?? 'accessDenied'),
    status: 401,
    rule: 'access-denied',
  }),
  act: () => SUCCESS,
};

/** Source: `AllowAccessAuthenticator`. */
export const allowAccess: Authenticator = {
  ...NEVER,
  label: 'allow-access-authenticator-display-name',
  authenticate: () => SUCCESS,
  act: () => SUCCESS,
};
