import type { NotJudged } from './not-judged.ts';
import { type OtpSecret, otpSecret } from './otp-secret.ts';
import { type PasswordCheck, passwordCheck } from './password-secret.ts';
import { type RecoveryCheck, storedRecoveryCheck } from './recovery-secret.ts';
import type { ReadCredential, ReadUser } from './user-representation.ts';

/** The secrets of one user, by credential id. Older passwords stand first in `passwords`; the last one is valid. */
export interface UserSecrets {
  readonly passwords: readonly PasswordCheck[];
  /** What says that it cannot be checked here is thrown when a code is posted. */
  readonly otp: ReadonlyMap<string, OtpSecret | NotJudged>;
  readonly recovery: ReadonlyMap<string, RecoveryCheck>;
}

export const NO_SECRETS: UserSecrets = { passwords: [], otp: new Map(), recovery: new Map() };

/** Old exports wrote the OTP kind as the type (`RepresentationToModel.convertDeprecatedCredentialsFormat`). */
const OTP_TYPES: ReadonlySet<string> = new Set(['otp', 'totp']);

/** Reads the secrets of a user of a realm document. `ids` are the engine's ids of the same list of credentials. */
export function readSecrets(user: ReadUser, ids: readonly string[]): UserSecrets {
  const credentials = (user.credentials ?? []).map((credential, at) => ({ credential, id: ids[at] ?? String(at) }));
  const ofType = (wanted: (type: string) => boolean) => credentials.filter(({ credential }) => wanted(credential.type));
  return {
    passwords: ofType((type) => type === 'password').map((entry) => passwordCheck(entry.credential)),
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
}

function byId<T>(entries: readonly Entry[], read: (credential: ReadCredential) => T): Map<string, T> {
  return new Map(entries.map(({ id, credential }) => [id, read(credential)]));
}
