import { type OtpSecret, otpSecret } from './otp-secret.ts';
import { type PasswordCheck, passwordCheck } from './password-secret.ts';
import { type RecoveryCheck, storedRecoveryCheck } from './recovery-secret.ts';
import type { ReadCredential, ReadUser } from './user-representation.ts';

/** The secrets of one user, by credential id. Older passwords stand first in `passwords`; the last one is valid. */
export interface UserSecrets {
  readonly passwords: readonly PasswordCheck[];
  readonly otp: ReadonlyMap<string, OtpSecret>;
  readonly recovery: ReadonlyMap<string, RecoveryCheck>;
}

export const NO_SECRETS: UserSecrets = { passwords: [], otp: new Map(), recovery: new Map() };

/** Old exports wrote the OTP kind as the type (`RepresentationToModel.convertDeprecatedCredentialsFormat`). */
const OTP_TYPES: ReadonlySet<string> = new Set(['otp', 'totp']);

/**
 * Reads the secrets of a user of a realm document. `ids` are the engine's ids of the same list of credentials.
 * Throws `realm-unsupported` for a secret that could not be judged later.
 */
export function readSecrets(user: ReadUser, ids: readonly string[], path: string): UserSecrets {
  const credentials = (user.credentials ?? []).map((credential, at) => ({
    credential,
    id: ids[at] ?? String(at),
    path: `${path}.credentials[${at}]`,
  }));
  const ofType = (wanted: (type: string) => boolean) => credentials.filter(({ credential }) => wanted(credential.type));
  return {
    passwords: ofType((type) => type === 'password').map((entry) => passwordCheck(entry.credential, entry.path)),
    otp: byId(
      ofType((type) => OTP_TYPES.has(type)),
      otpSecret,
    ),
    recovery: byId(
      ofType((type) => type === 'recovery-authn-codes'),
      storedRecoveryCheck,
    ),
  };
}

interface Entry {
  readonly credential: ReadCredential;
  readonly id: string;
  readonly path: string;
}

function byId<T>(entries: readonly Entry[], read: (credential: ReadCredential, path: string) => T): Map<string, T> {
  return new Map(entries.map(({ id, credential, path }) => [id, read(credential, path)]));
}
