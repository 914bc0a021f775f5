import type { Login } from '../../keycloak/login.ts';
import type { Page, PageMessage } from '../../keycloak/page.ts';
import type { RecoveryView } from './pages/page-view.ts';

/** One login in one browser tab: what Keycloak calls an authentication session. `started` in epoch seconds. */
export interface Tab {
  readonly id: string;
  readonly query: URLSearchParams;
  readonly started: number;
  readonly login: Login;
  readonly page: Page;
  /** The session code the present form carries; used up by a post. */
  readonly code: string;
  /** The page was announced by a redirect and is to be shown as it is. */
  readonly announced: boolean;
  /** A message of the session, not of the flow, to be shown once. */
  readonly notice?: PageMessage | undefined;
  readonly totp_secret: string;
  readonly recovery: RecoveryView;
}

/** A login that is over: where its late form posts are sent. */
export interface FinishedTab {
  readonly redirect_uri: string;
  readonly query: URLSearchParams;
}

/** The tabs of all browsers. A tab of another browser is never found. */
export interface Tabs {
  readonly knowsBrowser: (browser: string | undefined) => boolean;
  readonly find: (browser: string | undefined, tab: string | null) => Tab | undefined;
  readonly finished: (browser: string | undefined, tab: string | null) => FinishedTab | undefined;
  readonly put: (browser: string, tab: Tab) => void;
  readonly finish: (browser: string, tab: string, end: FinishedTab | undefined) => void;
}

export function createTabs(): Tabs {
  const open = new Map<string, Tab>();
  const over = new Map<string, FinishedTab>();
  const browsers = new Set<string>();
  const key = (browser: string | undefined, tab: string | null) => `${browser}/${tab}`;
  return {
    knowsBrowser: (browser) => browser !== undefined && browsers.has(browser),
    find: (browser, tab) => open.get(key(browser, tab)),
    finished: (browser, tab) => over.get(key(browser, tab)),
    put: (browser, tab) => {
      browsers.add(browser);
      open.set(key(browser, tab.id), tab);
    },
    finish: (browser, tab, end) => {
      open.delete(key(browser, tab));
      if (end) over.set(key(browser, tab), end);
    },
  };
}
