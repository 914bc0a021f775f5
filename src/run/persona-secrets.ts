import type { PersonaValues } from '../journey/persona-wallet.ts';
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
