import type { AccountClaims } from 'oidc-provider';
import type { User } from '../../keycloak/realm.ts';

/** The claims of the scopes `openid`, `profile` and `email`, as Keycloak's default mappers name them. */
export function accountClaims(sub: string, user: User): AccountClaims {
  const { username, first_name, last_name, email, email_verified } = user;
  const named = {
    name: [first_name, last_name].filter(Boolean).join(' '),
    given_name: first_name,
    family_name: last_name,
    email,
  };
  const known = Object.entries(named).filter(([, value]) => value);
  return { sub, preferred_username: username, email_verified, ...Object.fromEntries(known) };
}
