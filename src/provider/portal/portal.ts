import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../embedded/loopback.ts';
import { type CallbackError, callbackError, NO_PENDING_REQUEST } from './callback-errors.ts';
import { accountPage, errorPage, homePage, type PortalPage, portalDocument, signedOutPage } from './portal-pages.ts';
import { createPortalSessions, type PortalSession } from './portal-session.ts';
import { createRelyingParty, type RelyingParty } from './relying-party.ts';

export interface PortalOptions {
  /** Issuer of the provider, embedded or a real Keycloak realm. Plain http is accepted on this machine only. */
  readonly issuer: string;
  /** A public client of that realm whose redirect URIs admit `<url>/*`. */
  readonly clientId: string;
  readonly port?: number;
}

export interface Portal {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the relying party on 127.0.0.1. Throws a `port-in-use` problem for a taken port. */
export async function startPortal({ issuer, clientId, port = 0 }: PortalOptions): Promise<Portal> {
  const http = createServer();
  const baseUrl = await listenOnLoopback(http, port);
  const party = createRelyingParty({ issuer, clientId, baseUrl });
  http.on('request', portalListener(party, baseUrl));
  return { url: baseUrl, stop: () => closeServer(http) };
}

interface Visit {
  readonly url: URL;
  readonly session: PortalSession;
}

/** What a page answers: a page or a redirect, and the session from now on when it changes. */
interface Answer {
  readonly page?: PortalPage;
  readonly status?: number;
  readonly location?: string;
  readonly session?: PortalSession;
}

type Route = (party: RelyingParty, visit: Visit) => Promise<Answer>;

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/', async (_party, { session }) => (session.signed_in ? { location: '/account' } : { page: homePage() })],
  ['/sign-in', signIn],
  ['/callback', callback],
  ['/account', account],
  ['/sign-out', signOut],
  ['/signed-out', async () => ({ page: signedOutPage() })],
]);

async function signIn(party: RelyingParty, { url, session }: Visit): Promise<Answer> {
  const { url: location, pending } = await party.begin(url.searchParams);
  return { location: location.href, session: { ...session, pending } };
}

/** The pending request is gone after its first use, so that Back and reload are cases of their own. */
async function callback(party: RelyingParty, { url, session }: Visit): Promise<Answer> {
  const { pending, ...rest } = session;
  if (!pending) return refusal(NO_PENDING_REQUEST);
  try {
    return { location: '/account', session: { signed_in: await party.finish(url, pending) } };
  } catch (thrown) {
    return { ...refusal(callbackError(thrown)), session: rest };
  }
}

async function account(_party: RelyingParty, { session }: Visit): Promise<Answer> {
  if (!session.signed_in) return { location: '/' };
  return { page: accountPage(session.signed_in.name, session.signed_in.acr) };
}

async function signOut(party: RelyingParty, { session }: Visit): Promise<Answer> {
  if (!session.signed_in) return { location: '/signed-out' };
  const location = await party.signOutUrl(session.signed_in.id_token);
  return { location: location.href, session: {} };
}

function refusal(error: CallbackError): Answer {
  return { page: errorPage(error), status: 400 };
}

function portalListener(party: RelyingParty, baseUrl: string) {
  const sessions = createPortalSessions();
  const cookie = `portal_${new URL(baseUrl).port}`;
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const url = new URL(req.url ?? '/', baseUrl);
    const id = new RegExp(`(?:^|; )${cookie}=([\\w-]+)`).exec(req.headers.cookie ?? '')?.[1];
    const route = ROUTES.get(url.pathname);
    const answer = route
      ? await route(party, { url, session: sessions.get(id) }).catch((thrown) => refusal(callbackError(thrown)))
      : { page: homePage(), status: 404 };
    if (answer.session) {
      res.setHeader('set-cookie', `${cookie}=${sessions.replace(id, answer.session)}; Path=/; HttpOnly; SameSite=Lax`);
    }
    send(res, answer);
  };
}

function send(res: ServerResponse, { page, status = 200, location }: Answer): void {
  res.setHeader('cache-control', 'no-store');
  res.setHeader('referrer-policy', 'no-referrer');
  if (!page) {
    res.writeHead(302, { location: location ?? '/' }).end();
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  res.writeHead(status, {
    'content-type': 'text/html;charset=UTF-8',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; frame-ancestors 'none'`,
  });
  res.end(portalDocument(page, nonce));
}
