/** Where a document of Keycloak tells a secret. */
export interface SecretPlace {
  readonly path: readonly (string | number)[];
  readonly value: string;
}

/** Every text of a realm export, or of a part of one, that its key says to be a secret. */
export function secretPlaces(value: unknown, path: SecretPlace['path'] = []): SecretPlace[] {
  if (typeof value === 'string') return isSecretAt(path, value) ? [{ path, value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, member]) => secretPlaces(member, [...path, key]));
}

/**
 * What keys of secrets have in common, by words joined with dots: of clients (`secret`), identity providers
 * (`clientSecret`), authenticators (`secret.key`, `api.key`), mail servers, key and user stores (`bindCredential`).
 */
const SECRET = /secret|password|token|credential|private|api\.?key|(^|\.)key(\.|$)/;

/** Settings about a secret, by the last word of their key: `tokenUrl`, `passwordPolicy`, `client.secret.creation.time`. */
const SETTINGS = new Set(
  [
    'alg algorithm algorithms claim credentials endpoint flow format id kid label length lifespan method mode name policy',
    'scope size time type types uri url',
  ].flatMap((line) => line.split(' ')),
);

/** Settings with one of those words in front, and keys that everybody may know. */
const PUBLIC = /^(web\.authn\.policy|action\.token|passwordless)|(^|\.)(site|public)\.key$|certificate$/;

/** Members whose keys are names that somebody gave: of clients, of texts. */
const NAMED = new Set(['composites', 'clientRoles', 'localizationTexts']);

/** A switch, an address without credentials, a reference to a vault, and what exports write instead of a secret. */
const TELLS_NOTHING = /^(true|false|https?:\/\/[^@?]+|\$\{vault\..+\}|\**)$/;

/** Whether the text at this path is a secret; an entry of a list is one by the key of the list. */
export function isSecretAt(path: SecretPlace['path'], value: string): boolean {
  if (TELLS_NOTHING.test(value) || path.some((key) => NAMED.has(String(key)))) return false;
  const words = wordsOf(path.findLast((key) => typeof key === 'string') ?? '');
  return SECRET.test(words) && !PUBLIC.test(words) && !SETTINGS.has(words.slice(words.lastIndexOf('.') + 1));
}

/** `webAuthnPolicy`, `private.key` and `api_key` alike as words joined with dots. */
function wordsOf(key: string): string {
  const apart = key.replace(/([a-z0-9])([A-Z])/g, '$1.$2').toLowerCase();
  return apart.replace(/[\s._-]+/g, '.');
}
