import type { Phase } from '../../keycloak/login.ts';
import type { Tab } from './tabs.ts';

/** The paths of one realm, as Keycloak lays them out (`LoginActionsService`, `OIDCLoginProtocolService`). */
export interface Addresses {
  /** `/realms/<realm>`, percent-encoded. */
  readonly base: string;
  readonly logout: string;
  readonly broker: string;
  /** Where the form of the tab's page is posted. */
  readonly form: (tab: Tab) => string;
  /** Where the tab's page is shown again; `mode` is for the enrolment page. */
  readonly page: (tab: Tab, mode?: string) => string;
  readonly link: (action: 'restart' | 'registration' | 'reset-credentials', tab: Tab) => string;
}

const ACTIONS: Readonly<Record<Phase, string>> = {
  flow: 'authenticate',
  action: 'required-action',
  consent: 'required-action',
  expired: 'authenticate',
  register: 'registration',
  reset: 'reset-credentials',
};

export function addressesOf(realm: string): Addresses {
  const base = `/realms/${encodeURIComponent(realm)}`;
  const action = (name: string, parameters: Record<string, string>) =>
    `${base}/login-actions/${name}?${new URLSearchParams(parameters)}`;
  return {
    base,
    logout: `${base}/protocol/openid-connect/logout`,
    broker: `${base}/broker`,
    form: (tab) => {
      const consent = tab.login.phase === 'consent';
      if (consent) return action('consent', place(tab));
      return action(ACTIONS[tab.login.phase], { session_code: tab.code, execution: tab.page.execution, ...place(tab) });
    },
    page: (tab, mode) =>
      action(ACTIONS[tab.login.phase], {
        execution: tab.page.execution,
        ...place(tab),
        ...(mode === undefined ? {} : { mode }),
      }),
    link: (name, tab) => action(name, place(tab)),
  };
}

function place({ id, query }: Tab): Record<string, string> {
  return { client_id: query.get('client_id') ?? '', tab_id: id };
}
