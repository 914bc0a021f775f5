import { currentUser, type Run } from '../flow/run.ts';
import { sessionsOf } from '../flow/session.ts';
import { raise } from '../flow/turn.ts';
import { message } from '../messages.ts';
import { type Authenticator, type Result, type Step, SUCCESS, stop } from './step.ts';

const REALM_LIMIT = 'userRealmLimit';
const CLIENT_LIMIT = 'userClientLimit';
const BEHAVIOR = 'behavior';
const ERROR_MESSAGE = 'errorMessage';
const DENY = 'Deny new session';

/** Source: `UserSessionLimitsAuthenticator`. */
export const sessionLimits: Authenticator = {
  requires_user: false,
  user_setup: false,
  label: 'user-session-limits-display-name',
  required_actions: [],
  configured: () => true,
  authenticate: (step) => checkLimits(step),
  act: () => SUCCESS,
};

function checkLimits({ run, execution }: Step): Result {
  const { config } = execution;
  if (!config) return stop(raise('INTERNAL_ERROR', execution.id));
  const user = currentUser(run);
  if (!user) return SUCCESS;
  const sessions = sessionsOf(run, user.username);
  const ofClient = sessions.filter(({ clients }) => Object.hasOwn(clients, run.client.client_id));
  const isExceeded = exceeds(sessions.length, config[REALM_LIMIT]) || exceeds(ofClient.length, config[CLIENT_LIMIT]);
  if (!isExceeded) return SUCCESS;
  if (config[BEHAVIOR] === DENY) return denied(run, config[ERROR_MESSAGE]);
  const [oldest] = sessions.toSorted((left, right) => left.last_access - right.last_access);
  const other_sessions = run.world.other_sessions.filter((session) => session !== oldest);
  run.world = { ...run.world, other_sessions };
  return SUCCESS;
}

function denied(run: Run, text: string | undefined): Result {
  return {
    kind: 'refused',
    text: message(run.realm, text || 'sessionLimitExceeded'),
    status: 403,
    rule: 'session-limit',
  };
}

function exceeds(count: number, limit: string | undefined): boolean {
  const most = Number.parseInt(limit ?? '', 10) || 0;
  return most > 0 && count >= most;
}
