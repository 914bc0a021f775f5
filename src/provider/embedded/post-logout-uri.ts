import { isRedirectAllowed } from '../../keycloak/gate/redirect-uri.ts';
import type { Client } from '../../keycloak/realm.ts';

/**
 * Whether a browser may be sent to `uri` after signing out. `+` or nothing means the redirect URIs, `-` means nowhere.
 * Source: `OIDCAdvancedConfigWrapper.getPostLogoutRedirectUris`, attribute `post.logout.redirect.uris`.
 */
export function postLogoutUriAllowed(client: Client, uri: string): boolean {
  const written = (client.attributes['post.logout.redirect.uris'] ?? '')
    .split('##')
    .filter((pattern) => pattern !== '');
  const patterns = written.flatMap((pattern) => (pattern === '+' ? client.redirect_uris : pattern));
  const redirect_uris = written.length === 0 ? client.redirect_uris : patterns.filter((pattern) => pattern !== '-');
  return isRedirectAllowed({ ...client, redirect_uris }, uri);
}
