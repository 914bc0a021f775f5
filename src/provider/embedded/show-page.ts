import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Login } from '../../keycloak/login.ts';
import type { Page } from '../../keycloak/page.ts';
import { BROWSER_COOKIE, type Exchange } from './exchange.ts';
import { SLOW_MS, UNKNOWN_PAGE, WRONG_PAGE } from './faults.ts';
import { newRecoveryCodes } from './judge-recovery.ts';
import { pageLayout } from './page-layout.ts';
import type { Layout } from './pages/layout.ts';
import { PAGE_BODIES } from './pages/page-bodies.ts';
import { redirect, sendPage, setCookie } from './reply.ts';
import type { Server } from './server.ts';
import type { Tab } from './tabs.ts';
import { newTotpSecret } from './totp-enrolment.ts';

/** A page that the engine wants to be seen. `tab` is there unless the login has just begun. */
export interface Shown {
  readonly login: Login;
  readonly page: Page;
  readonly tab: Tab | undefined;
  readonly query: URLSearchParams;
  readonly started: number;
  /** Send the browser to the page's own address instead of answering with it. */
  readonly announce: boolean;
  readonly notice?: Tab['notice'];
}

/** Keeps the page as the tab's present one, with a fresh session code, and shows or announces it. */
export async function showPage(server: Server, exchange: Exchange, shown: Shown): Promise<void> {
  const browser = exchange.browser ?? token();
  const tab = nextTab(shown);
  server.tabs.put(browser, tab);
  if (browser !== exchange.browser) setCookie(exchange.res, `${server.addresses.base}/`, [BROWSER_COOKIE, browser]);
  server.log(`page ${tab.page.page}`);
  if (shown.announce) redirect(exchange.res, server.addresses.page(tab));
  else await sendTab(server, exchange, tab);
}

/** Draws the tab's page as it stands, with the faults asked for. */
export async function sendTab(server: Server, exchange: Exchange, tab: Tab): Promise<void> {
  const { accounts, worlds, addresses, display_name } = server;
  const faults = server.faults();
  const drawn = faults.wrongPage === tab.page.page ? { ...tab, page: { ...tab.page, page: WRONG_PAGE } } : tab;
  const mode = exchange.url.searchParams.get('mode') ?? exchange.form.get('mode') ?? undefined;
  const world = worlds.seen(exchange.session);
  const layout = pageLayout({ tab: drawn, realm: accounts.realm(), world, display_name, addresses, mode });
  const address = exchange.req.method === 'POST' ? addresses.page(tab) : undefined;
  if (faults.slow === tab.page.page) await sleep(SLOW_MS, undefined, { ref: false });
  sendPage(exchange.res, disturbed({ ...layout, address }, server, tab), PAGE_BODIES.has(drawn.page.page) ? 200 : 501);
}

function disturbed(layout: Layout, server: Server, { page }: Tab): Layout {
  const { unknownPage, neverSettles } = server.faults();
  return {
    ...layout,
    page: unknownPage === page.page ? UNKNOWN_PAGE : layout.page,
    restless: neverSettles === page.page,
  };
}

function nextTab({ login, page, tab, query, started, announce, notice }: Shown): Tab {
  const enrolling = tab !== undefined && tab.page.page === page.page;
  return {
    id: tab?.id ?? token(),
    query,
    started,
    login,
    page,
    code: token(),
    announced: announce,
    notice,
    totp_secret: enrolling ? tab.totp_secret : newTotpSecret(),
    recovery: { codes: newRecoveryCodes(), generated_at: Date.now() },
  };
}

function token(): string {
  return randomBytes(16).toString('base64url');
}
