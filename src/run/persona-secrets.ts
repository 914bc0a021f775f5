import { createHash } from 'node:crypto';
import type { Persona } from '../contract/contract.ts';
import type { PersonaValues } from '../journey/persona-wallet.ts';
import type { SecurityKey } from '../journey/security-key.ts';
import type { Vault } from '../redaction/secret.ts';

/** A top-level domain that is reserved for tests (RFC 2606): no mail ever leaves for it. */
const MAIL_DOMAIN = 'people.flowproof.test';

/**
 * The generated values of one persona. Password, key and codes belong to the persona for the whole run, so that the
 * runner can derive them for its own redaction; the name belongs to one user of it, so that no test disturbs another.
 */
export function personaValues(vault: Vault, persona: string, instance: string): PersonaValues {
  const username = vault.name(usernameSlot(persona, instance), persona).reveal();
  return {
    ...sharedValues(vault, persona),
    username,
    email: vault.register(`${persona}/${instance}/email`, `${username}@${MAIL_DOMAIN}`).reveal(),
  };
}

/** Under what the name of one user is kept, and derived. */
export const usernameSlot = (persona: string, instance: string): string => `${persona}/${instance}/username`;

/** The values that all users of a persona have in one run. */
export function sharedValues(vault: Vault, persona: string): Omit<PersonaValues, 'username' | 'email'> {
  return {
    password: vault.password(`${persona}/password`).reveal(),
    new_password: vault.password(`${persona}/new-password`).reveal(),
    otp: vault.otpSeed(`${persona}/otp`).raw.reveal(),
    recovery_codes: vault.recoveryCodes(`${persona}/recovery`).map((code) => code.reveal()),
  };
}

type KeyOwner = Pick<Persona, 'id' | 'credentials'>;

/** Whether a persona holds a security key from the start. */
export function ownsKey({ credentials }: Pick<Persona, 'credentials'>): boolean {
  return credentials.some((kind) => kind === 'webauthn' || kind === 'webauthn-passwordless');
}

/** The security key of a persona, in the hand of one user of it; undefined where it holds none. */
export function securityKey(vault: Vault, persona: KeyOwner, instance: string): SecurityKey | undefined {
  if (!ownsKey(persona)) return undefined;
  return { ...vault.securityKey(`${persona.id}/security-key`), account: accountId(`${persona.id}/${instance}`) };
}

/** A name-based UUID (RFC 9562, version 8), so that the id of the account is known before it exists. */
function accountId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}
