import { userNamed } from '../../keycloak/flow/run.ts';
import { loginMessage } from '../../keycloak/login-messages.ts';
import type { PageMessage } from '../../keycloak/page.ts';
import type { Realm } from '../../keycloak/realm.ts';
import type { World } from '../../keycloak/world.ts';
import type { Addresses } from './addresses.ts';
import type { Layout } from './pages/layout.ts';
import { PAGE_BODIES } from './pages/page-bodies.ts';
import type { PageView } from './pages/page-view.ts';
import { unsupportedLayout } from './pages/plain-pages.ts';
import type { Tab } from './tabs.ts';
import { totpView } from './totp-enrolment.ts';

/** What a tab's page is drawn from. `mode` is the enrolment page's query parameter. */
export interface Drawing {
  readonly tab: Tab;
  readonly realm: Realm;
  readonly world: World;
  readonly display_name: string;
  readonly addresses: Addresses;
  readonly mode?: string | undefined;
}

/** The tab's page as a document to be. A page without a body of ours is refused by name. */
export function pageLayout(drawing: Drawing): Layout {
  const { tab, addresses, display_name } = drawing;
  const { page } = tab;
  const body = PAGE_BODIES.get(page.page);
  if (!body) return unsupportedLayout(display_name, page.page, 'the simulation has no such page');
  const view = pageView(drawing);
  const { title, content, fields } = body(view);
  return {
    page: page.page,
    realm: display_name,
    title,
    content,
    alerts: alertsOf(tab, fields),
    another_way: page.try_another_way ? view.urls.action : undefined,
    user: page.attempted_username
      ? { label: view.username_label, value: page.attempted_username, restart: addresses.link('restart', tab) }
      : undefined,
  };
}

function alertsOf({ page, notice }: Tab, fields: readonly string[]): PageMessage[] {
  const alerts = page.messages.filter(({ field }) => field === undefined || !fields.includes(field));
  return notice ? [notice, ...alerts] : alerts;
}

function pageView(drawing: Drawing): PageView {
  const { tab, realm, addresses, mode } = drawing;
  const manual = mode === 'manual';
  return {
    page: tab.page,
    username_label: usernameLabel(realm),
    client_name: clientName(realm, tab),
    code: tab.code,
    recovery: tab.recovery,
    ...(tab.page.page === 'login-config-totp' ? { totp: { ...totp(drawing), manual } } : {}),
    urls: {
      action: tab.page.page === 'login-page-expired' ? addresses.page(tab) : addresses.form(tab),
      restart: addresses.link('restart', tab),
      register: addresses.link('registration', tab),
      reset: addresses.link('reset-credentials', tab),
      broker: addresses.broker,
      mode: addresses.page(tab, manual ? 'qr' : 'manual'),
    },
  };
}

function totp({ tab, realm, world, display_name }: Drawing) {
  const username = tab.page.subject ?? '';
  const devices = userNamed(realm, world, username)?.credentials.filter(({ type }) => type === 'otp') ?? [];
  const view = totpView(tab.totp_secret, realm.otp_policy, { realm: display_name, username });
  return { ...view, named: devices.length > 0 };
}

function usernameLabel(realm: Realm): string {
  if (!realm.login_with_email) return loginMessage('username');
  return loginMessage(realm.registration_email_as_username ? 'email' : 'usernameOrEmail');
}

function clientName(realm: Realm, tab: Tab): string {
  const id = tab.query.get('client_id') ?? '';
  return realm.clients.get(id)?.name ?? id;
}
