import type { ClientMetadata } from 'oidc-provider';
import { z } from 'zod';
import type { Client } from '../../keycloak/realm.ts';

const written = z.looseObject({
  clientId: z.string(),
  secret: z.string().optional(),
  publicClient: z.boolean().optional(),
});

const documentClients = z.looseObject({ clients: z.array(written).optional() });

/** Stands in for patterns: the engine has matched the redirect URI before the protocol library sees the request. */
const PLACEHOLDER = 'http://127.0.0.1/';

/** The clients that may start a login, as the protocol library wants them. Secrets come from the realm document. */
export function oidcClients(document: unknown, clients: ReadonlyMap<string, Client>): ClientMetadata[] {
  const secrets = documentClients.parse(document).clients ?? [];
  return [...clients.values()]
    .filter((client) => client.enabled && client.standard_flow && client.protocol === 'openid-connect')
    .map((client) =>
      metadata(
        client.client_id,
        secrets.find(({ clientId }) => clientId === client.client_id),
      ),
    );
}

function metadata(client_id: string, client: z.output<typeof written> | undefined): ClientMetadata {
  const confidential = client?.publicClient !== true && client?.secret !== undefined;
  return {
    client_id,
    redirect_uris: [PLACEHOLDER],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    ...(confidential
      ? { client_secret: client.secret, token_endpoint_auth_method: 'client_secret_basic' }
      : { token_endpoint_auth_method: 'none' }),
  };
}
