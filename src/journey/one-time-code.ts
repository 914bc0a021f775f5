import { Secret, TOTP } from 'otpauth';
import type { OtpPolicy } from '../keycloak/realm.ts';
import { counterAt } from './code-ledger.ts';

/** Keycloak's names of the HMAC algorithms (`HmacOTP`) and otpauth's. */
const ALGORITHMS: Readonly<Record<string, string>> = { HmacSHA1: 'SHA1', HmacSHA256: 'SHA256', HmacSHA512: 'SHA512' };

/** The code of one time step (RFC 6238). `secret` is the raw string as Keycloak stores it: its UTF-8 bytes are the key. */
export function codeOf(secret: string, counter: number, policy: OtpPolicy): string {
  const { period, digits } = policy;
  const algorithm = ALGORITHMS[policy.algorithm] ?? 'SHA1';
  const totp = new TOTP({ secret: Secret.fromUTF8(secret), period, digits, algorithm });
  return totp.generate({ timestamp: counter * period * 1000 });
}

/** A code that no time step near `now_ms` accepts: the smallest number that none of them has. */
export function wrongCode(secret: string | undefined, now_ms: number, policy: OtpPolicy): string {
  const { period, digits, look_ahead } = policy;
  const reach = look_ahead + 1;
  const now = counterAt(now_ms, period);
  const steps = Array.from({ length: 2 * reach + 1 }, (_, index) => now - reach + index);
  const right = new Set(secret === undefined ? [] : steps.map((counter) => codeOf(secret, counter, policy)));
  let guess = 0;
  while (right.has(pad(guess, digits))) guess += 1;
  return pad(guess, digits);
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}
