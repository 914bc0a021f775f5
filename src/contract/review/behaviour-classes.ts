import { loginSignature } from '../../keycloak/radius/login-signature.ts';
import type { RawUser } from '../../keycloak/radius/raw-user.ts';
import { readGroups } from '../../keycloak/read/read-groups.ts';
import { readRoles } from '../../keycloak/read/read-roles.ts';
import type { Persona } from '../contract.ts';
import { type Ground, signInRequest } from '../foresee.ts';

/** The document that the realm of a ground was read from: its users are the personas, in their order. */
export interface GroundDocument {
  readonly document: Readonly<Record<string, unknown>>;
  readonly users: readonly RawUser[];
}

/** Equal texts for personas in whom the login of this contract reads the same: they have the same machine. */
export function behaviourClasses({ contract, realm }: Ground, { document, users }: GroundDocument) {
  const client = realm.clients.get(contract.provider_state.client);
  if (!client) return () => '';
  const root = { value: document, path: '', file: undefined };
  const [roles, groups] = [readRoles(root, realm.name), readGroups(root)];
  const sign = loginSignature({
    realm,
    client,
    request: signInRequest(contract.provider_state),
    now: 0,
    roles,
    groups,
  });
  const signatures = users.map(
    (user, index) => [contract.identity_graph.personas[index]?.id ?? '', sign(user)] as const,
  );
  const byId = new Map(signatures);
  return ({ id }: Pick<Persona, 'id'>): string => byId.get(id) ?? id;
}
