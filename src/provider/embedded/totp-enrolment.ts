import { randomInt } from 'node:crypto';
import { Secret } from 'otpauth';
import type { OtpPolicy } from '../../keycloak/realm.ts';
import { type OtpSecret, otpauthAlgorithm } from './otp-secret.ts';
import type { TotpView } from './pages/page-view.ts';
import { qrCode } from './pages/qr-code.ts';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A new shared secret of 20 characters (`HmacOTP.generateSecret`): the key is its UTF-8 bytes. */
export function newTotpSecret(): string {
  return Array.from({ length: 20 }, () => ALPHANUMERIC[randomInt(ALPHANUMERIC.length)]).join('');
}

export function totpSecretOf(secret: string, { algorithm, digits, period }: OtpPolicy): OtpSecret {
  return { key: Secret.fromUTF8(secret), algorithm, digits, period };
}

/** Who the new device is for, as authenticator apps show it. */
export interface TotpOwner {
  readonly realm: string;
  readonly username: string;
}

/** What the enrolment page shows (`TotpBean`, `TotpUtils`). */
export function totpView(secret: string, policy: OtpPolicy, owner: TotpOwner): Omit<TotpView, 'manual' | 'named'> {
  const { digits, period } = policy;
  const base32 = Secret.fromUTF8(secret).base32.replace(/=+$/, '');
  const algorithm = otpauthAlgorithm(policy.algorithm);
  const query = new URLSearchParams({
    secret: base32,
    digits: String(digits),
    algorithm,
    issuer: owner.realm,
    period: String(period),
  });
  const uri = `otpauth://totp/${encodeURIComponent(`${owner.realm}:${owner.username}`)}?${query}`;
  return { secret, encoded: base32.replace(/(.{4})(?=.)/g, '$1 '), picture: qrCode(uri), algorithm, digits, period };
}
