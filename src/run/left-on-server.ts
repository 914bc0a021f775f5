import type { Connection } from '../provider/keycloak-connection.ts';

/** Where a realm lies. */
export type Whereabouts = Pick<Connection, 'baseUrl' | 'origin'>;

/**
 * What stays on a server when the realm of a proof could not be removed, and how to remove it. A server that was started
 * for the run takes everything with it.
 */
export function leftOnServer(realms: readonly string[], { baseUrl, origin }: Whereabouts): string[] {
  if (origin === 'started') return [];
  return realms.map((realm) => `the realm ${realm} on ${baseUrl}; remove it with: ${removal(realm, baseUrl)}`);
}

/** Keycloak's own command line (`bin/kcadm.sh`); it asks for the password, or takes it from `KC_CLI_PASSWORD`. */
function removal(realm: string, baseUrl: string): string {
  return `kcadm.sh delete realms/${realm} --no-config --server ${baseUrl} --realm master --user <administrator>`;
}
