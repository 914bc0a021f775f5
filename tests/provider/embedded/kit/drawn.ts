import type { Page } from '../../../../src/keycloak/page.ts';
import { readRealm } from '../../../../src/keycloak/read-realm.ts';
import { emptyWorld } from '../../../../src/keycloak/world.ts';
import { addressesOf } from '../../../../src/provider/embedded/addresses.ts';
import { type Drawing, pageLayout } from '../../../../src/provider/embedded/page-layout.ts';
import { layout } from '../../../../src/provider/embedded/pages/layout.ts';
import type { Tab } from '../../../../src/provider/embedded/tabs.ts';
import { client, testRealm } from './test-realm.ts';

const BARE: Omit<Page, 'page'> = {
  kind: 'page',
  execution: 'execution',
  because: { execution: 'execution', requirement: 'REQUIRED', rule: 'rule' },
  messages: [],
  username_hidden: false,
  options: [],
  try_another_way: false,
  devices: [],
  fields: [],
  consents: [],
  organizations: [],
  cancel: false,
  remember_me: false,
  reset_password: false,
  register: false,
  identity_providers: [],
};

/** What a drawn page is made of beside the page itself. */
export interface Drawn {
  readonly page: Partial<Page> & { readonly page: string };
  readonly tab?: Partial<Tab>;
  readonly mode?: string;
}

/** A page drawn without a server around it. */
export function drawn({ page, tab = {}, mode }: Drawn): string {
  const document = testRealm({ clients: [client({ name: 'Portal' })] });
  const drawing: Drawing = {
    tab: { ...bareTab({ ...BARE, ...page }), ...tab },
    realm: readRealm(document, { version: '26.7.3' }),
    world: emptyWorld(0),
    display_name: 'Demo realm',
    addresses: addressesOf('demo'),
    mode,
  };
  return layout(pageLayout(drawing), 'nonce');
}

function bareTab(page: Page): Tab {
  return {
    id: 'tab',
    query: new URLSearchParams({ client_id: 'portal' }),
    started: 0,
    login: {
      request: {},
      flow: 'browser',
      phase: 'flow',
      status: {},
      selector: false,
      user_preset: false,
      username_hidden: false,
      password_validated: false,
      remember_me: false,
      sso: false,
      forced_reauthentication: false,
      session_actions: [],
      used_credentials: [],
      levels: { requested: -1, forced: false, current: -1, reached: {}, completed: false },
      new_session: false,
    },
    page,
    code: 'code',
    announced: false,
    totp_secret: 'abcdefghij0123456789',
    recovery: { codes: Array.from({ length: 12 }, () => 'ABCDEF123456'), generated_at: 0 },
  };
}
