import type { Removal } from '../provider/keycloak/remove-realms.ts';
import type { Connection } from '../provider/keycloak-connection.ts';

/** Where a realm lies. */
export type Whereabouts = Pick<Connection, 'baseUrl' | 'origin'>;

/**
 * What stays on a server of the realms of a proof, or may stay where the server did not say, and how to remove it. A
 * server that was started for the run takes everything with it.
 */
export function leftOnServer(
  realms: readonly Pick<Removal, 'realm' | 'fate'>[],
  { baseUrl, origin }: Whereabouts,
): string[] {
  if (origin === 'started') return [];
  return realms.flatMap(({ realm, fate }) => {
    if (fate === 'gone') return [];
    const where = fate === 'stands' ? `on ${baseUrl}` : `may be left on ${baseUrl}`;
    return [`the realm ${realm} ${where}; remove it with: ${removal(realm, baseUrl)}`];
  });
}

/** Keycloak's own command line (`bin/kcadm.sh`); it asks for the password, or takes it from `KC_CLI_PASSWORD`. */
function removal(realm: string, baseUrl: string): string {
  return `kcadm.sh delete realms/${realm} --no-config --server ${baseUrl} --realm master --user <administrator>`;
}
