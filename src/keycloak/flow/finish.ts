import { answeredAcr } from '../gate/acr.ts';
import { message } from '../messages.ts';
import type { Callback, ErrorPage } from '../outcome.ts';
import { own } from '../own.ts';
import { parameter, type Request } from '../request.ts';
import type { AcrNotes, Session } from '../world.ts';
import { COOKIE_LEVEL } from './configured-levels.ts';
import { clearFailures } from './failures.ts';
import { currentUser, type Run } from './run.ts';
import { type Valid, validSession } from './session.ts';
import { type Crashed, crash } from './turn.ts';

const FRESH_LEVEL = 1;

/** The login is complete: the browser gets or keeps its session and goes back. Sources: `AuthenticationProcessor.attachSession`, `AuthenticationManager.redirectAfterSuccessfulFlow`. */
export function finishLogin(run: Run): Callback | ErrorPage | Crashed {
  const user = currentUser(run);
  if (!user) return crash(run.login.flow, 'nobody logged in');
  const existing = run.login.new_session ? undefined : validSession(run.realm, run.world);
  if (existing && existing.user.username !== user.username) return differentUser(run, existing);
  run.world = { ...run.world, session: nextSession(run, user.username, existing?.session) };
  clearFailures(run, user.username);
  return callback(run, user.username);
}

function differentUser({ realm }: Run, { user }: Valid): ErrorPage {
  const text = message(realm, 'differentUserAuthenticated', user.username);
  return { kind: 'error', text, status: 400, rule: 'different-user' };
}

/** Levels are kept in the session only when a level condition completed in this login. */
function nextSession({ world, login, client }: Run, username: string, existing: Session | undefined): Session {
  const now = Math.floor(world.now);
  const hasNewLevels = login.levels.completed && Object.keys(login.levels.reached).length > 0;
  return {
    username,
    started: existing?.started ?? now,
    auth_time: login.sso ? (existing?.auth_time ?? now) : now,
    last_access: now,
    levels: hasNewLevels ? login.levels.reached : (existing?.levels ?? {}),
    clients: {
      ...existing?.clients,
      [client.client_id]: acrNotes(login.request, own(existing?.clients, client.client_id)),
    },
  };
}

/** Notes of a client session stay when a later request does not replace them (`TokenManager.attachAuthenticationSession`). */
function acrNotes(request: Request, before: AcrNotes | undefined): AcrNotes {
  const [claims, acr_values] = [parameter(request, 'claims'), parameter(request, 'acr_values')];
  return {
    ...before,
    ...(claims === undefined ? {} : { claims }),
    ...(acr_values === undefined ? {} : { acr_values }),
  };
}

function callback(run: Run, username: string): Callback {
  const { request, levels, sso, kc_action_status } = run.login;
  const kc_action = parameter(request, 'kc_action')?.split(':', 1)[0];
  const notes = { ...own(run.world.session?.clients, run.client.client_id) };
  const level = levels.current >= COOKIE_LEVEL ? levels.current : sso ? COOKIE_LEVEL : FRESH_LEVEL;
  return {
    kind: 'callback',
    redirect_uri: parameter(request, 'redirect_uri') ?? '',
    username,
    acr: answeredAcr(run.realm, run.client, { request: notes, level }),
    ...(kc_action === undefined || kc_action_status === undefined ? {} : { kc_action, kc_action_status }),
  };
}
