import type { Callback, CallbackError, Transition } from '../../keycloak/outcome.ts';
import { type Exchange, SESSION_COOKIE } from './exchange.ts';
import { errorLayout, unsupportedLayout } from './pages/plain-pages.ts';
import { redirect, sendPage, setCookie } from './reply.ts';
import type { Server } from './server.ts';
import { type Shown, showPage } from './show-page.ts';
import type { Tab } from './tabs.ts';

/** Where a transition comes from. */
export interface Origin {
  readonly tab: Tab | undefined;
  /** The authorization request as the browser sent it. */
  readonly query: URLSearchParams;
  readonly started: number;
  readonly announce?: boolean;
  readonly notice?: Shown['notice'];
}

/** Answers the browser with what the engine decided, and keeps what outlives the request. */
export async function settle(
  server: Server,
  exchange: Exchange,
  origin: Origin,
  transition: Transition,
): Promise<void> {
  keepWorld(server, exchange, transition);
  const { login, outcome } = transition;
  if (outcome.kind === 'page') {
    if (!login) throw new Error('the engine shows a page of a login that is over');
    const announce = origin.announce ?? startsChain(origin.tab, transition);
    return showPage(server, exchange, { ...origin, login, page: outcome, announce });
  }
  server.log(outcome.kind);
  finishTab(server, exchange, origin, transition);
  await leave(server, exchange, origin, transition);
}

async function leave(server: Server, exchange: Exchange, origin: Origin, transition: Transition): Promise<void> {
  const { outcome } = transition;
  const { res } = exchange;
  const { display_name } = server;
  switch (outcome.kind) {
    case 'callback':
      return issueCode(server, exchange, origin, { transition, outcome });
    case 'callback-error':
      return redirect(res, errorRedirect(server.issuer, origin.query, outcome));
    case 'error':
      return sendPage(res, errorLayout(display_name, outcome.text, backTo(server, origin.query)), outcome.status);
    case 'idp':
      return sendPage(res, unsupportedLayout(display_name, outcome.alias, 'an external identity provider'), 501);
    case 'unsupported':
      return sendPage(res, unsupportedLayout(display_name, outcome.what, outcome.reason), 501);
  }
}

interface Ended {
  readonly transition: Transition;
  readonly outcome: Callback;
}

async function issueCode(server: Server, exchange: Exchange, origin: Origin, { transition, outcome }: Ended) {
  const { world } = transition;
  const age = world.now - (world.session?.auth_time ?? world.now);
  const extra = Object.entries({ kc_action: outcome.kc_action, kc_action_status: outcome.kc_action_status });
  await server.protocol.issue(exchange.req, exchange.res, {
    sub: server.accounts.sub(outcome.username),
    acr: outcome.acr,
    auth_time: Math.floor(Date.now() / 1000 - age),
    request: origin.query,
    extra: Object.fromEntries(extra.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  });
}

function keepWorld({ worlds, addresses }: Server, { res, session }: Exchange, { world }: Transition): void {
  const kept = worlds.keep(world, session);
  if (kept !== session) setCookie(res, `${addresses.base}/`, [SESSION_COOKIE, kept ?? '']);
}

function finishTab({ tabs }: Server, { browser }: Exchange, { tab, query }: Origin, { outcome }: Transition): void {
  if (!tab || browser === undefined) return;
  const end = outcome.kind === 'callback' ? { redirect_uri: outcome.redirect_uri, query } : undefined;
  tabs.finish(browser, tab.id, end);
}

/** Only the first page after the flow is announced by a redirect (`AuthenticationManager.redirectToRequiredActions`). */
function startsChain(tab: Tab | undefined, { login }: Transition): boolean {
  const chained = login?.phase === 'action' || login?.phase === 'consent';
  return chained && (tab === undefined || tab.login.phase === 'flow');
}

/** An authorization error response (RFC 6749 4.1.2.1, RFC 9207). */
export function errorRedirect(
  issuer: string,
  query: URLSearchParams,
  { redirect_uri, error, error_description }: Pick<CallbackError, 'redirect_uri' | 'error' | 'error_description'>,
): string {
  const url = new URL(redirect_uri);
  const parameters = { error, error_description, state: query.get('state'), iss: issuer };
  const named = new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  if (query.get('response_mode') === 'fragment') url.hash = named.toString();
  else for (const [name, value] of named) url.searchParams.set(name, value);
  return url.href;
}

export function backTo({ accounts }: Server, query: URLSearchParams): string | undefined {
  const client = accounts.realm().clients.get(query.get('client_id') ?? '');
  return client?.base_url && URL.canParse(client.base_url, client.root_url)
    ? new URL(client.base_url, client.root_url).href
    : undefined;
}
