import { findUserAt } from './name-digest.ts';
import type { RealmSide } from './realm-side.ts';

/**
 * Users whose name is the e-mail address of somebody else, whom the login form finds first: the last user with that address.
 * One bit per user, by index in the digest. Source: `KeycloakModelUtils.findUserByNameOrEmail`.
 */
export function shadowedUsers({ realm, digest }: RealmSide): Uint8Array {
  const shadowed = new Uint8Array(digest.size);
  if (!realm.login_with_email) return shadowed;
  const { emails } = digest;
  for (let index = 0; index < digest.size; index += 1) {
    if (emails[2 * index] === 0 && emails[2 * index + 1] === 0) continue;
    const named = findUserAt(digest, emails, index);
    if (named >= 0) shadowed[named] = named === index ? 0 : 1;
  }
  return shadowed;
}
