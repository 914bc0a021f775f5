import { randomBytes } from 'node:crypto';
import { type LoginMessageKey, loginMessage } from '../../keycloak/login-messages.ts';
import { type Exchange, SESSION_COOKIE } from './exchange.ts';
import { errorLayout, infoLayout, logoutLayout } from './pages/plain-pages.ts';
import { postLogoutUriAllowed } from './post-logout-uri.ts';
import { redirect, sendPage, setCookie } from './reply.ts';
import type { Server } from './server.ts';

/** Where a browser goes after signing out; `undefined`: Keycloak's own page. */
type Target = string | undefined;

interface Refusal {
  readonly refused: LoginMessageKey;
  readonly parameter?: string;
}

/** RP-initiated sign-out (OpenID Connect RP-Initiated Logout 1.0; Keycloak `LogoutEndpoint`): with an ID token at once, else after a question. */
export interface LogoutEndpoint {
  readonly start: (server: Server, exchange: Exchange) => Promise<void>;
  readonly confirm: (server: Server, exchange: Exchange) => Promise<void>;
}

export function createLogoutEndpoint(): LogoutEndpoint {
  const asked = new Map<string, Target>();
  const ask = ({ display_name, addresses }: Server, { res }: Exchange, target: Target) => {
    const code = randomBytes(16).toString('base64url');
    asked.set(code, target);
    sendPage(res, logoutLayout(display_name, `${addresses.logout}/logout-confirm`, code));
  };
  return {
    start: async (server, exchange) => {
      const query = exchange.req.method === 'POST' ? exchange.form : exchange.url.searchParams;
      const hint = await readHint(server, query.get('id_token_hint'));
      const target = targetOf(server, query, hint);
      if (typeof target === 'object') return refuse(server, exchange, target);
      return hint.given ? signOut(server, exchange, target) : ask(server, exchange, target);
    },
    confirm: async (server, exchange) => {
      const code = exchange.form.get('session_code') ?? '';
      const target = asked.get(code);
      return asked.delete(code)
        ? signOut(server, exchange, target)
        : refuse(server, exchange, { refused: 'failedLogout' });
    },
  };
}

interface Hint {
  readonly given: boolean;
  /** The client of a token of ours. */
  readonly client?: string | undefined;
}

async function readHint({ protocol }: Server, token: string | null): Promise<Hint> {
  return token === null ? { given: false } : { given: true, client: await protocol.clientOfIdToken(token) };
}

function targetOf({ accounts }: Server, query: URLSearchParams, hint: Hint): Target | Refusal {
  if (hint.given && hint.client === undefined) return { refused: 'sessionNotActiveMessage' };
  const named = query.get('client_id') ?? hint.client;
  if (hint.given && named !== hint.client) return { refused: 'invalidParameterMessage', parameter: 'client_id' };
  const uri = query.get('post_logout_redirect_uri');
  if (uri === null) return undefined;
  if (named === undefined) return { refused: 'missingParameterMessage', parameter: 'id_token_hint' };
  const client = accounts.realm().clients.get(named);
  if (!client || !postLogoutUriAllowed(client, uri)) return { refused: 'invalidRedirectUriMessage' };
  return withState(uri, query.get('state'));
}

function withState(uri: string, state: string | null): string {
  const url = new URL(uri);
  if (state !== null) url.searchParams.set('state', state);
  return url.href;
}

function signOut(server: Server, { res, session }: Exchange, target: Target): void {
  server.worlds.signOut(session);
  setCookie(res, `${server.addresses.base}/`, [SESSION_COOKIE, '']);
  server.log('signed out');
  if (target === undefined) sendPage(res, infoLayout(server.display_name, loginMessage('successLogout')));
  else redirect(res, target);
}

function refuse({ display_name }: Server, { res }: Exchange, { refused, parameter = '' }: Refusal): void {
  sendPage(res, errorLayout(display_name, loginMessage(refused, parameter)), 400);
}
