import { authorize } from '../../keycloak/engine.ts';
import type { Outcome } from '../../keycloak/outcome.ts';
import type { Request } from '../../keycloak/request.ts';
import type { Exchange } from './exchange.ts';
import { unsupportedLayout } from './pages/plain-pages.ts';
import { sendPage } from './reply.ts';
import type { Server } from './server.ts';
import { settle } from './settle.ts';

/** `/protocol/openid-connect/auth`, by GET or POST: the engine is Keycloak's request gate and its first page. */
export async function authorizationEndpoint(server: Server, exchange: Exchange): Promise<void> {
  const query = exchange.req.method === 'POST' ? exchange.form : exchange.url.searchParams;
  const world = server.worlds.seen(exchange.session);
  const transition = authorize(server.accounts.realm(), world, requestOf(query));
  const reason = goesOn(transition.outcome) ? notIssued(query) : undefined;
  if (reason === undefined) return settle(server, exchange, { tab: undefined, query, started: world.now }, transition);
  sendPage(exchange.res, unsupportedLayout(server.display_name, 'authorization request', reason), 501);
}

export function requestOf(query: URLSearchParams): Request {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = '', ...more] = query.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

function goesOn({ kind }: Outcome): boolean {
  return kind === 'page' || kind === 'callback';
}

/** What Keycloak would answer and the protocol library behind this simulation does not. */
function notIssued(query: URLSearchParams): string | undefined {
  const scopes = (query.get('scope') ?? '').split(' ');
  if (query.get('response_type') !== 'code') return 'only the response type "code" is issued here';
  if (!scopes.includes('openid')) return 'only requests with the scope "openid" are answered here';
  if (query.get('code_challenge_method') === 'plain') return 'only the PKCE method "S256" is checked here';
  return undefined;
}
