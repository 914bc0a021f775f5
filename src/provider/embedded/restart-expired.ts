import { authorize } from '../../keycloak/engine.ts';
import { loginMessage } from '../../keycloak/login-messages.ts';
import { requestOf } from './authorization-endpoint.ts';
import type { Exchange } from './exchange.ts';
import type { Server } from './server.ts';
import { settle } from './settle.ts';
import type { Tab } from './tabs.ts';

/** A login that took longer than the realm allows starts again and says so (`SessionCodeChecks.restartAuthenticationSession`). */
export async function restartExpired(server: Server, exchange: Exchange, tab: Tab): Promise<void> {
  const world = server.worlds.seen(exchange.session);
  const notice = { type: 'error', text: loginMessage('loginTimeout') } as const;
  const transition = authorize(server.accounts.realm(), world, requestOf(tab.query));
  await settle(server, exchange, { tab, query: tab.query, started: world.now, announce: true, notice }, transition);
}
