import type { Account, AccountClaims, ClientMetadata, Configuration, JWKS } from 'oidc-provider';
import { type MemoryStore, memoryAdapter } from './memory-adapter.ts';

/** What one provider instance brings to the protocol library. */
export interface OidcInput {
  readonly clients: ClientMetadata[];
  readonly jwks: JWKS;
  readonly cookie_keys: string[];
  readonly scopes: string[];
  readonly acr_values: string[];
  readonly claims_of: (sub: string) => AccountClaims | undefined;
}

/** Keycloak's endpoint paths below `/realms/<realm>`. */
const ROUTES = {
  authorization: '/protocol/openid-connect/auth',
  token: '/protocol/openid-connect/token',
  jwks: '/protocol/openid-connect/certs',
  userinfo: '/protocol/openid-connect/userinfo',
  end_session: '/protocol/openid-connect/logout',
  introspection: '/protocol/openid-connect/token/introspect',
  revocation: '/protocol/openid-connect/revoke',
};

/** Seconds; a number for each kind, because the library announces every default it falls back to. */
const TTL = {
  AccessToken: 300,
  AuthorizationCode: 60,
  Grant: 36_000,
  IdToken: 300,
  Interaction: 60,
  RefreshToken: 1_800,
  Session: 36_000,
};

const CLAIMS = {
  openid: ['sub', 'acr', 'auth_time'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username'],
  email: ['email', 'email_verified'],
};

/** The settings under which the library issues what Keycloak would issue and asks the user nothing by itself. */
export function oidcConfiguration(input: OidcInput): Configuration {
  const store: MemoryStore = new Map();
  return {
    adapter: (model) => memoryAdapter(model, store),
    clients: input.clients,
    jwks: input.jwks,
    cookies: { keys: input.cookie_keys },
    routes: ROUTES,
    ttl: TTL,
    claims: CLAIMS,
    scopes: input.scopes,
    acrValues: input.acr_values,
    conformIdTokenClaims: false,
    expiresWithSession: () => false,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    pkce: { required: () => false },
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true },
      revocation: { enabled: true },
    },
    findAccount: (_ctx, sub) => account(sub, input.claims_of(sub)),
  };
}

function account(accountId: string, claims: AccountClaims | undefined): Account | undefined {
  return claims && { accountId, claims: () => claims };
}
