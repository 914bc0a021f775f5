import { z } from 'zod';
import { userNamed } from '../../keycloak/flow/run.ts';
import type { Realm } from '../../keycloak/realm.ts';
import { accountClaims } from './account-claims.ts';
import type { Accounts } from './accounts.ts';
import { acrValues } from './acr-values.ts';
import { addressesOf } from './addresses.ts';
import type { Faults } from './faults.ts';
import { oidcClients } from './oidc-clients.ts';
import { startProtocol } from './protocol.ts';
import type { Server } from './server.ts';
import { singleUseCodes } from './single-use-codes.ts';
import { createTabs } from './tabs.ts';
import type { Worlds } from './worlds.ts';

/** What a provider is made of before it has endpoints. */
export interface ServerInput {
  readonly document: object;
  readonly baseUrl: string;
  readonly accounts: Accounts;
  readonly worlds: Worlds;
  readonly faults: () => Faults;
  readonly log: (line: string) => void;
}

const documentSettings = z.looseObject({
  displayName: z.string().optional(),
  accessCodeLifespanLogin: z.number().default(1_800),
});

/** Puts one provider together, with stores and keys of its own. */
export async function createServer(input: ServerInput): Promise<Server> {
  const { document, baseUrl, accounts, worlds, faults, log } = input;
  const { displayName, accessCodeLifespanLogin } = documentSettings.parse(document);
  const realm = accounts.realm();
  const addresses = addressesOf(realm.name);
  const issuer = `${baseUrl}${addresses.base}`;
  const protocol = await startProtocol({
    issuer,
    clients: oidcClients(document, realm.clients),
    scopes: scopesOf(realm),
    acr_values: acrValues(realm),
    claims_of: (sub) => claimsOf(input, sub),
  });
  return {
    issuer,
    display_name: displayName || realm.name,
    login_lifespan_s: accessCodeLifespanLogin,
    accounts,
    worlds,
    addresses,
    protocol,
    faults,
    log,
    tabs: createTabs(),
    used_codes: singleUseCodes(),
  };
}

/** Claims that the protocol library knows by these names. Keycloak has a scope called `acr`, too; its claim is sent anyway. */
const CLAIMS_BY_THEMSELVES: ReadonlySet<string> = new Set(['acr', 'auth_time', 'iss', 'sid']);

function scopesOf({ client_scopes }: Realm): string[] {
  const names = [...client_scopes.keys()].filter((name) => !CLAIMS_BY_THEMSELVES.has(name));
  return [...new Set(['openid', 'offline_access', ...names])];
}

function claimsOf({ accounts, worlds }: ServerInput, sub: string) {
  const username = accounts.usernameOf(sub);
  const user = username === undefined ? undefined : userNamed(accounts.realm(), worlds.seen(undefined), username);
  return user && accountClaims(sub, user);
}
