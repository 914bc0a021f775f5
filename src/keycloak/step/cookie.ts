import { maxAuthAge } from '../action/kc-action.ts';
import { NO_LEVEL } from '../flow/configured-levels.ts';
import { previousLevel, requestedLevel, setLevels } from '../flow/levels.ts';
import type { Run } from '../flow/run.ts';
import { dropInvalidSession, validSession } from '../flow/session.ts';
import { isStop } from '../flow/turn.ts';
import { message } from '../messages.ts';
import { parameter } from '../request.ts';
import type { Session } from '../world.ts';
import { hasOrganizationScope } from './organization-scope.ts';
import { ATTEMPTED, type Authenticator, type Result, SUCCESS, stop } from './step.ts';

/** Source: `CookieAuthenticator`. */
export const cookie: Authenticator = {
  requires_user: false,
  user_setup: false,
  label: 'auth-cookie-display-name',
  required_actions: [],
  configured: () => true,
  authenticate: ({ run }) => byCookie(run),
  act: () => SUCCESS,
};

function byCookie(run: Run): Result {
  const valid = validSession(run.realm, run.world);
  dropInvalidSession(run);
  if (!valid) return ATTEMPTED;
  run.login.username = valid.user.username;
  setLevels(run, { reached: valid.session.levels });
  if (mustReauthenticate(run, valid.session)) {
    setLevels(run, { current: NO_LEVEL });
    run.login.forced_reauthentication = true;
    run.login.forwarded = { text: message(run.realm, 'reauthenticate'), type: 'info' };
    return ATTEMPTED;
  }
  return byLevel(run);
}

/** A higher level than the session has left means stepping up: the cookie alone is not enough. */
function byLevel(run: Run): Result {
  const previous = previousLevel(run);
  if (isStop(previous)) return stop(previous);
  const requested = requestedLevel(run);
  if (isStop(requested)) return stop(requested);
  setLevels(run, { current: previous });
  if (requested > previous) {
    if (run.login.kc_action !== undefined)
      run.login.forwarded = { text: message(run.realm, 'authenticateStrong'), type: 'info' };
    return ATTEMPTED;
  }
  run.login.sso = true;
  return hasOrganizationScope(run) ? ATTEMPTED : SUCCESS;
}

/** Source: `OIDCLoginProtocol.requireReauthentication`. */
function mustReauthenticate(run: Run, session: Session): boolean {
  const { request, kc_action } = run.login;
  const now = Math.floor(run.world.now);
  const prompts = parameter(request, 'prompt')?.split(' ') ?? [];
  const max_age = Number.parseInt(parameter(request, 'max_age') ?? '', 10);
  if (prompts.includes('login') || (!Number.isNaN(max_age) && session.auth_time + max_age < now)) return true;
  return (
    kc_action !== undefined && isKnownAction(run, kc_action) && session.auth_time + maxAuthAge(run, kc_action) < now
  );
}

function isKnownAction({ realm }: Run, alias: string): boolean {
  return realm.required_actions.has(alias);
}
