import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { canonicalRealm } from './canonical-realm.ts';

/**
 * SHA-256 over what a realm export says (RFC 8785), hexadecimal: without users, without ids and secrets that a server
 * makes up, whatever order it lists in and whatever the realm is called.
 */
export function realmFingerprint(document: Readonly<Record<string, unknown>>): string {
  return createHash('sha256')
    .update(canonicalize(canonicalRealm(document)) ?? '')
    .digest('hex');
}
