import { isSecretAt, type SecretPlace } from './secret-places.ts';

/** What Keycloak's own export writes for a value that it does not tell (`ComponentRepresentation.SECRET_VALUE`). */
const MASK = '**********';

/** The same document with every secret of it masked, as Keycloak's own export does. */
export function maskRealm(value: unknown, path: SecretPlace['path'] = []): unknown {
  if (typeof value === 'string') return isSecretAt(path, value) ? MASK : value;
  if (Array.isArray(value)) return value.map((member, index) => maskRealm(member, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, maskRealm(held, [...path, key])]));
}
