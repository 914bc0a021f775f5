import type { Run } from '../flow/run.ts';
import {
  CONFIGURE_RECOVERY,
  CONFIGURE_TOTP,
  DELETE_ACCOUNT,
  DELETE_CREDENTIAL,
  PASSWORDLESS_REGISTER,
  UPDATE_PASSWORD,
  WEBAUTHN_REGISTER,
} from '../provider-ids.ts';
import type { User } from '../realm.ts';

/** Credential types that the actions manage (`CredentialAction`). The deletion manages whatever its parameter names. */
const MANAGED: ReadonlyMap<string, string> = new Map([
  [CONFIGURE_TOTP, 'otp'],
  [CONFIGURE_RECOVERY, 'recovery-authn-codes'],
  [WEBAUTHN_REGISTER, 'webauthn'],
  [PASSWORDLESS_REGISTER, 'webauthn-passwordless'],
]);

/** The type of credential that the requested action sets up or deletes. */
export function managedCredential({ login }: Run, user: User): string | undefined {
  if (login.kc_action === undefined) return undefined;
  if (login.kc_action !== DELETE_CREDENTIAL) return MANAGED.get(login.kc_action);
  return user.credentials.find(({ id }) => id === login.kc_action_parameter)?.type;
}

const DEFAULT_MAX_AUTH_AGE = 300;

/** How many seconds after its last login a session may still run an action (`RequiredActionProvider.getMaxAuthAge`). */
export function maxAuthAge({ realm }: Run, alias: string): number {
  const configured = Number.parseInt(realm.required_actions.get(alias)?.config['max_auth_age'] ?? '', 10);
  const fallback = Number.isNaN(configured) ? DEFAULT_MAX_AUTH_AGE : configured;
  if (alias === DELETE_ACCOUNT) return 0;
  const policy = alias === UPDATE_PASSWORD ? realm.password_policy.get('maxAuthAge') : undefined;
  return policy === undefined ? fallback : Number.parseInt(policy, 10) || 0;
}
