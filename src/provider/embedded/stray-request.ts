import { loginMessage } from '../../keycloak/login-messages.ts';
import type { Exchange } from './exchange.ts';
import { errorLayout, infoLayout } from './pages/plain-pages.ts';
import { redirect, sendPage } from './reply.ts';
import type { Server } from './server.ts';
import { errorRedirect } from './settle.ts';

const AUTHENTICATION_EXPIRED = { error: 'temporarily_unavailable', error_description: 'authentication_expired' };

/** A request for a login that is over, or of a browser that never had it (`SessionCodeChecks.initialVerifyAuthSession`). */
export async function strayRequest(server: Server, { browser, session, url, res }: Exchange): Promise<void> {
  const { display_name, issuer, tabs, worlds } = server;
  const ended = tabs.finished(browser, url.searchParams.get('tab_id'));
  const signedIn = worlds.seen(session).session !== undefined;
  if (ended && signedIn) {
    return redirect(
      res,
      errorRedirect(issuer, ended.query, { ...AUTHENTICATION_EXPIRED, redirect_uri: ended.redirect_uri }),
    );
  }
  if (signedIn) return sendPage(res, infoLayout(display_name, loginMessage('alreadyLoggedIn')));
  const lost = tabs.knowsBrowser(browser) ? 'invalidCodeMessage' : 'cookieNotFoundMessage';
  sendPage(res, errorLayout(display_name, loginMessage(lost)), 400);
}
