/** What Keycloak's own export writes for a value that it does not tell (`ComponentRepresentation.SECRET_VALUE`). */
const MASK = '**********';

/** Keys under which realm exports keep secrets: of clients, identity providers, mail servers, key and user stores. */
const SECRET_KEY =
  /(^|\.)(secret|rotated|password|clientSecret|authTokenClientSecret|registrationAccessToken|privateKey|private\.key|bindCredential|keyPassword|keystorePassword)$/i;

/** The same document with every secret of it masked, as Keycloak's own export does. */
export function maskRealm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskRealm);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, held]) => [
    key,
    SECRET_KEY.test(key) ? masked(held) : maskRealm(held),
  ]);
  return Object.fromEntries(entries);
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  return typeof value === 'string' && value !== '' ? MASK : maskRealm(value);
}
