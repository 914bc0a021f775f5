import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { NotJudged } from './not-judged.ts';
import type { ReadCredential } from './user-representation.ts';

/** What makes the codes of one device. `period` in seconds. */
export interface OtpSecret {
  readonly key: Secret;
  readonly algorithm: string;
  readonly digits: number;
  readonly period: number;
}

const stored = z.object({
  secretData: z.looseObject({ value: z.string() }),
  credentialData: z.looseObject({
    subType: z.string().default('totp'),
    digits: z.number().default(6),
    period: z.number().default(30),
    algorithm: z.string().default('HmacSHA1'),
    secretEncoding: z.string().optional(),
  }),
});

/** Reads a stored device. The key is the text's UTF-8 bytes unless the data says Base32 (`OTPCredentialModel`). */
export function otpSecret(credential: ReadCredential): OtpSecret | NotJudged {
  const parsed = stored.safeParse(credential);
  if (!parsed.success) return notJudged('an OTP credential without secretData.value');
  const { secretData, credentialData } = parsed.data;
  if (credentialData.subType !== 'totp') return notJudged(`an OTP credential of kind "${credentialData.subType}"`);
  const { digits, period, algorithm, secretEncoding } = credentialData;
  const key = secretEncoding === 'BASE32' ? Secret.fromBase32(secretData.value) : Secret.fromUTF8(secretData.value);
  return { key, digits, period, algorithm };
}

/** How many steps the code is away from `now_ms`, or `undefined` when it is none within `window` steps to either side. */
export function codeStep(secret: OtpSecret, code: string, at: { now_ms: number; window: number }): number | undefined {
  const totp = new TOTP({
    secret: secret.key,
    algorithm: otpauthAlgorithm(secret.algorithm),
    digits: secret.digits,
    period: secret.period,
  });
  return totp.validate({ token: code, timestamp: at.now_ms, window: at.window }) ?? undefined;
}

/** `HmacSHA256`, as Keycloak writes it, to `SHA256`. */
export function otpauthAlgorithm(algorithm: string): string {
  return algorithm.replace(/^Hmac/, '');
}

const notJudged = (what: string) => new NotJudged(what, 'only time-based devices with a secret are checked here');
