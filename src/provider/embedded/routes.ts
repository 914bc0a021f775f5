import type { IncomingMessage, ServerResponse } from 'node:http';
import { loginMessage } from '../../keycloak/login-messages.ts';
import { authorizationEndpoint } from './authorization-endpoint.ts';
import { type Exchange, readExchange } from './exchange.ts';
import { loginAction } from './login-action.ts';
import { createLogoutEndpoint } from './logout-endpoint.ts';
import { errorLayout, unsupportedLayout } from './pages/plain-pages.ts';
import { sendPage } from './reply.ts';
import type { Server } from './server.ts';

type Endpoint = (server: Server, exchange: Exchange, rest: string) => Promise<void>;

/** The endpoints a browser visits, by the path below the realm; everything else below the realm is the protocol library's. */
function browserEndpoints(): readonly (readonly [prefix: RegExp, endpoint: Endpoint])[] {
  const logout = createLogoutEndpoint();
  return [
    [/^\/protocol\/openid-connect\/auth$/, authorizationEndpoint],
    [/^\/protocol\/openid-connect\/logout$/, logout.start],
    [/^\/protocol\/openid-connect\/logout\/logout-confirm$/, logout.confirm],
    [/^\/login-actions\/(authenticate|required-action|consent|restart|registration|reset-credentials)$/, loginAction],
    [/^\/broker\/([^/]+)\/login$/, leaveForBroker],
  ];
}

/** Answers every request of one provider. Never rejects: a fault of our own is a 500 page without details. */
export function requestListener(server: Server): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const endpoints = browserEndpoints();

  async function route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname } = new URL(req.url ?? '/', 'http://127.0.0.1');
    const { base } = server.addresses;
    if (!pathname.startsWith(`${base}/`)) return notFound(server, res);
    for (const [pattern, endpoint] of endpoints) {
      const found = pattern.exec(pathname.slice(base.length));
      if (found) return visit(req, res, (exchange) => endpoint(server, exchange, found[1] ?? ''));
    }
    return server.protocol.answer(req, res);
  }

  return async (req, res) => {
    try {
      await route(req, res);
    } catch (fault) {
      server.log(`fault ${fault instanceof Error ? fault.message : 'unknown'}`);
      if (!res.headersSent) sendPage(res, errorLayout(server.display_name, loginMessage('internalServerError')), 500);
    }
  };
}

async function visit(req: IncomingMessage, res: ServerResponse, use: (exchange: Exchange) => Promise<void>) {
  const exchange = await readExchange(req, res);
  if (exchange) await use(exchange);
  else res.writeHead(413, { connection: 'close' }).end();
}

async function leaveForBroker({ display_name }: Server, { res }: Exchange, alias: string): Promise<void> {
  sendPage(res, unsupportedLayout(display_name, decodeURIComponent(alias), 'an external identity provider'), 501);
}

function notFound({ display_name }: Server, res: ServerResponse): void {
  sendPage(res, errorLayout(display_name, loginMessage('pageNotFound')), 404);
}
