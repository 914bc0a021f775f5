import { newLogin } from '../flow/new-login.ts';
import { isStop } from '../flow/turn.ts';
import type { Client, Realm } from '../realm.ts';
import type { Request } from '../request.ts';
import { emptyWorld } from '../world.ts';
import type { Facet, Ground } from './facet.ts';
import { signatureOf } from './signature.ts';

/** One login that users are told apart for. `now` in epoch seconds. */
export interface SignedLogin extends Pick<Ground, 'roles' | 'groups'> {
  readonly realm: Realm;
  readonly client: Client;
  readonly request: Request;
  readonly now: number;
}

/** The signature of users for this login. A request that is refused before any flow reads nothing of anybody. */
export function loginSignature({ realm, client, request, now, roles, groups }: SignedLogin): Facet {
  const login = newLogin(realm, client, request);
  return isStop(login)
    ? () => ''
    : signatureOf({ run: { realm, client, world: emptyWorld(now), login }, roles, groups });
}
