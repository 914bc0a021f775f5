import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { ContractFile } from './content.ts';
import type { ContractRealms } from './contract-realms.ts';

const stored = z.looseObject({
  components: z
    .looseObject({ 'org.keycloak.storage.UserStorageProvider': z.array(z.unknown()).default([]) })
    .optional(),
  userFederationProviders: z.array(z.unknown()).default([]),
});

/**
 * The personas of a proof are written wherever the realm keeps its users, and removed there again.
 * @throws Problem `realm-invalid` where the realm before or after the change keeps them in a store outside of Keycloak.
 */
export function refuseUserStorage({ before, after }: ContractRealms, { file }: Pick<ContractFile, 'file'>): void {
  const path = hasUserStorage(before.document)
    ? 'provider_state.realm'
    : hasUserStorage(after.document) && 'provider_state.change';
  if (!path) return;
  throw new Problem({
    code: 'realm-invalid',
    what: 'the realm keeps users in a user storage provider (LDAP or another one), and the proof would write its personas there; nothing was sent',
    at: { file, path },
    expected: 'a realm whose users are in Keycloak',
    next: 'take the user storage providers out of the export for the proof, or rehearse it with --provider embedded',
  });
}

function hasUserStorage(document: unknown): boolean {
  const { components, userFederationProviders } = stored.parse(document);
  const providers = components?.['org.keycloak.storage.UserStorageProvider'] ?? [];
  return providers.length + userFederationProviders.length > 0;
}
