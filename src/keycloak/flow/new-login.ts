import { requestedAcr } from '../gate/acr.ts';
import type { Login } from '../login.ts';
import { message } from '../messages.ts';
import type { Client, Realm } from '../realm.ts';
import { parameter, type Request } from '../request.ts';
import { isStop, type Stop } from './turn.ts';

/** An authentication session before its flow runs; an acr that cannot be met ends it at once. */
export function newLogin(realm: Realm, client: Client, request: Request): Login | Stop {
  const acr = requestedAcr(realm, client, request);
  if (isStop(acr)) return acr;
  if (acr.invalid)
    return {
      kind: 'error',
      text: message(realm, 'invalidParameterMessage', 'claims'),
      status: 400,
      rule: 'acr-invalid',
    };
  const [kc_action, kc_action_parameter] = splitAction(parameter(request, 'kc_action'));
  return {
    request,
    flow: client.browser_flow ?? realm.browser_flow ?? '',
    phase: 'flow',
    status: {},
    selector: false,
    user_preset: false,
    username_hidden: false,
    password_validated: false,
    remember_me: false,
    sso: false,
    forced_reauthentication: false,
    session_actions: [],
    ...(kc_action === undefined ? {} : { kc_action }),
    ...(kc_action_parameter === undefined ? {} : { kc_action_parameter }),
    used_credentials: [],
    levels: { requested: acr.requested, forced: acr.forced, current: -1, reached: {}, completed: false },
    new_session: false,
  };
}

/** `ACTION:parameter`, split at the first colon. */
function splitAction(value: string | undefined): readonly [string?, string?] {
  if (value === undefined || value === '') return [];
  const colon = value.indexOf(':');
  return colon < 0 ? [value] : [value.slice(0, colon), value.slice(colon + 1)];
}
