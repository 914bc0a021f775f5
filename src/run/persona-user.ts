import type { Persona } from '../contract/contract.ts';
import { OWN_DEVICE, type PersonaValues } from '../journey/persona-wallet.ts';
import type { SecurityKey } from '../journey/security-key.ts';
import { type PersonaUser, userRepresentation } from '../provider/keycloak/keycloak-users.ts';
import type { ProvidedUser } from '../provider/provider.ts';
import { ownsKey } from './persona-secrets.ts';

/** A persona as a user of the provider. Keycloak's `serviceAccountClientId` marks the account of a client. */
export function personaUser(persona: Persona, values: PersonaValues): ProvidedUser {
  const { enabled, roles, groups, attributes, required_actions, service_account_of } = persona;
  const owns = new Set(persona.credentials);
  const user = userRepresentation({
    ...{ enabled, roles, groups, attributes, required_actions },
    ...{ username: values.username, email: values.email, email_verified: true },
    ...{ firstName: 'Given', lastName: 'Family' },
    ...(owns.has('password') && { password: values.password }),
    ...(owns.has('otp') && values.otp && { otp: { secret: values.otp, label: OWN_DEVICE } }),
    ...(owns.has('recovery-codes') && { recoveryCodes: values.recovery_codes }),
    ...(values.security_key && securityKeys(persona, values.security_key)),
  });
  return service_account_of ? { ...user, serviceAccountClientId: service_account_of } : user;
}

/** A key that signs in without a password answers with the id of the account, which is given with it. */
function securityKeys({ credentials }: Persona, { id, cose, account }: SecurityKey): Partial<PersonaUser> {
  const types = credentials.flatMap((kind) => (KEYS.includes(kind) ? [TYPES[kind]] : []));
  return { id: account, securityKeys: types.map((type) => ({ type, id, cose, label: OWN_KEY })) };
}

const KEYS: readonly Persona['credentials'][number][] = ['webauthn', 'webauthn-passwordless'];
/** Label of the security key a persona owns from the start. */
const OWN_KEY = 'Key';

/** As many as Keycloak makes (`RecoveryAuthnCodesUtils`): how many are left decides what follows the last one. */
const FORESEEN_CODES = Array.from({ length: 12 }, (_, index) => `FORESEEN${String(index).padStart(4, '0')}`);

/** Nothing of a key is looked at but that it is there. */
const FORESEEN_KEY = { id: '', private_key: '', public_key: '', cose: '' };

/**
 * The personas as the engine foresees them: one user each, named after the persona. Which values their credentials
 * have changes no prediction, so these stand for all.
 */
export function foreseenUsers(personas: readonly Persona[]): ProvidedUser[] {
  return personas.map((persona) =>
    personaUser(persona, {
      username: persona.id,
      email: `${persona.id}@example.test`,
      password: 'foreseen',
      new_password: 'foreseen',
      otp: 'foreseen-foreseen-00',
      recovery_codes: FORESEEN_CODES,
      ...(ownsKey(persona) && { security_key: { ...FORESEEN_KEY, account: persona.id } }),
    }),
  );
}

/** Kinds of credential as Keycloak names them. */
const TYPES: Readonly<Record<Persona['credentials'][number], string>> = {
  password: 'password',
  otp: 'otp',
  'recovery-codes': 'recovery-authn-codes',
  webauthn: 'webauthn',
  'webauthn-passwordless': 'webauthn-passwordless',
};

/** The credential types Keycloak stores for a persona, in the order of the contract. */
export function credentialTypes({ credentials }: Persona): string[] {
  return credentials.map((kind) => TYPES[kind]);
}
