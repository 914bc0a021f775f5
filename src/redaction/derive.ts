import { hkdfSync } from 'node:crypto';

/** Bytes of a run key. */
export const RUN_KEY_LENGTH = 32;

/** A source of numbers that is the same wherever the same key and slot are known. */
interface Draw {
  /** A number from 0 up to, but not including, `limit` (at most 256), without bias. */
  below(limit: number): number;
}

/** HKDF-SHA256 (RFC 5869) of the run key, with the slot and its kind as info. */
function drawFrom(runKey: Uint8Array, info: string, bytes = 4096): Draw {
  const stream = new Uint8Array(hkdfSync('sha256', runKey, new Uint8Array(), `flowproof/1/${info}`, bytes));
  let at = 0;
  const next = (): number => {
    const byte = stream[at];
    at += 1;
    if (byte === undefined) throw new RangeError('a derived secret asked for more bytes than one slot has');
    return byte;
  };
  return {
    below(limit) {
      const fair = 256 - (256 % limit);
      let byte = next();
      while (byte >= fair) byte = next();
      return byte % limit;
    },
  };
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const SPECIAL = '!#$%*+=?@^~';
const CLASSES = [LOWER, UPPER, DIGITS, SPECIAL];

const pick = (draw: Draw, alphabet: string) => alphabet[draw.below(alphabet.length)] ?? '';
const pickMany = (draw: Draw, alphabet: string, length: number) =>
  Array.from({ length }, () => pick(draw, alphabet)).join('');

/** 20 to 32 characters, a letter first, at least three of each class: passes the built-in password policies of Keycloak. */
export function derivePassword(runKey: Uint8Array, slot: string): string {
  const draw = drawFrom(runKey, `password/${slot}`);
  const length = 20 + draw.below(13);
  const must = CLASSES.flatMap((alphabet) => Array.from({ length: 3 }, () => pick(draw, alphabet)));
  const rest = Array.from({ length: length - 1 - must.length }, () => pick(draw, CLASSES.join('')));
  return pick(draw, LOWER) + shuffle(draw, [...must, ...rest]).join('');
}

function shuffle(draw: Draw, items: readonly string[]): string[] {
  const left = [...items];
  return items.flatMap(() => left.splice(draw.below(left.length), 1));
}

/** 20 characters of the alphabet of Keycloak's `HmacOTP.generateSecret`; their UTF-8 bytes are the HMAC key. */
export function deriveOtpSeed(runKey: Uint8Array, slot: string): string {
  return pickMany(drawFrom(runKey, `otp-seed/${slot}`), LOWER + UPPER + DIGITS, 20);
}

/** Keycloak's `RecoveryAuthnCodesUtils`: no `O`, no `0`. */
const RECOVERY_ALPHABET = 'ABCDEFGHIJKLMNPQRSTUVWXYZ123456789';

/** Twelve codes of twelve characters, as Keycloak's `RecoveryAuthnCodesUtils` makes them; pages show them in groups of four. */
export function deriveRecoveryCodes(runKey: Uint8Array, slot: string): string[] {
  const draw = drawFrom(runKey, `recovery/${slot}`);
  return Array.from({ length: 12 }, () => pickMany(draw, RECOVERY_ALPHABET, 12));
}

/** `XXXX-XXXX-XXXX`, the way the setup page shows a recovery code. */
export function groupRecoveryCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** 10 to 18 lower-case letters and digits, a letter first: for the variable part of a user name or mail address. */
export function deriveSuffix(runKey: Uint8Array, slot: string): string {
  // Few bytes, since every attempt of a test has names of its own. More would begin with the same.
  const draw = drawFrom(runKey, `suffix/${slot}`, 256);
  return pick(draw, LOWER) + pickMany(draw, LOWER + DIGITS, 9 + draw.below(9));
}
