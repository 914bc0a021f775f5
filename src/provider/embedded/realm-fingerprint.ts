import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of the realm document without its users, over its canonical form (RFC 8785). Hexadecimal. */
export function realmFingerprint(document: object): string {
  const { users: _users, ...rest } = { users: undefined, ...document };
  return createHash('sha256')
    .update(canonicalize(rest) ?? '')
    .digest('hex');
}
