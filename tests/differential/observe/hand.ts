import { createHmac } from 'node:crypto';
import { passwordOf, recoveryCodes, type UserDocument } from '../generate/users.ts';

/** What a person holds and how often each deviation was used. It lasts over all visits of the person. */
export interface Hand {
  password: string;
  /** The key of the one device in hand. */
  secret: string | undefined;
  /** The one-time code period used last. */
  period: number;
  codes: readonly string[];
  readonly used: Map<string, number>;
}

const PERIOD_S = 30;
const DIGITS = 6;

export function handOf(user: UserDocument): Hand {
  const credentials = Array.isArray(user['credentials']) ? user['credentials'] : [];
  const stored = credentials.find(({ type }) => type === 'otp');
  const written: unknown = credentials.find(({ type }) => type === 'password')?.value;
  const secret: unknown = stored === undefined ? undefined : JSON.parse(stored.secretData).value;
  return {
    password: typeof written === 'string' ? written : passwordOf(user.username),
    secret: typeof secret === 'string' ? secret : undefined,
    period: 0,
    codes: recoveryCodes(user.username),
    used: new Map(),
  };
}

/** The next unused one-time code, of a coming period if need be. */
export function nextCode(hand: Hand, secret: string, now_ms: number): string {
  hand.period = Math.max(Math.floor(now_ms / 1000 / PERIOD_S), hand.period + 1);
  return codeOf(secret, hand.period);
}

/** RFC 4226 and RFC 6238 with the UTF-8 bytes of the secret as key. */
export function codeOf(secret: string, counter: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const digest = createHmac('sha1', secret).update(message).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

export function times(hand: Hand, key: string): number {
  return hand.used.get(key) ?? 0;
}

export function take(hand: Hand, key: string): void {
  hand.used.set(key, times(hand, key) + 1);
}
