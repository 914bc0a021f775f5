import { Secret as Seed } from 'otpauth';
import { Problem } from '../problem.ts';
import { deriveOtpSeed, derivePassword, deriveRecoveryCodes, deriveSuffix, RUN_KEY_LENGTH } from './derive.ts';
import { type DerivedKey, deriveSecurityKey } from './derive-security-key.ts';
import { isOtp, squeeze } from './fold.ts';
import { Secret } from './secret-handle.ts';

/** A value to look for, and the slot that stands for it. */
export interface KnownSecret {
  readonly slot: string;
  readonly value: string;
  /** One of very many, made of letters and digits alone: looked for in the most usual encodings only. */
  readonly brief?: boolean;
}

/** One authenticator seed: `raw` as a realm import wants it (`secretData.value`), `base32` as an authenticator app wants it. */
export interface OtpSeed {
  readonly raw: Secret;
  readonly base32: Secret;
}

/**
 * The secrets of one run. Generated ones are derived from the run key and the slot alone, so every process that holds
 * the key has the same values without being sent any. A slot is a path such as `persona/instance/password`.
 */
export interface Vault {
  password(slot: string): Secret;
  otpSeed(slot: string): OtpSeed;
  /** Twelve codes; `groupRecoveryCode` gives the form shown on pages. */
  recoveryCodes(slot: string): readonly Secret[];
  /** The key pair of a security key; its private part is kept as a secret. */
  securityKey(slot: string): DerivedKey;
  /** A variable part for a user name or mail address: `stem-<suffix>`. */
  name(slot: string, stem: string): Secret;
  /** A value minted elsewhere: enrolled key, cookie, code, token. Refused when weak. */
  register(slot: string, value: string): Secret;
  /** A one-time code: six to eight digits, which `register` would refuse. */
  registerOtp(slot: string, code: string): Secret;
  /** Everything known so far, for scrubbing and auditing. */
  known(): readonly KnownSecret[];
}

/** `literals` are the texts that evidence may show: no secret may be a part of one. Throws `secret-weak`, `bad-option`. */
export function createVault(runKey: Uint8Array, literals: readonly string[] = []): Vault {
  if (runKey.length !== RUN_KEY_LENGTH) throw badKey(runKey.length);
  const known = new Map<string, KnownSecret>();
  const shown = literals.map(squeeze);
  const keep = (slot: string, value: string): Secret => {
    checkSlot(slot);
    if (isWeak(value, shown)) throw weak(slot);
    if (!known.has(value)) known.set(value, { slot, value });
    return new Secret(slot, value);
  };
  return {
    password: (slot) => keep(slot, derivePassword(runKey, slot)),
    otpSeed(slot) {
      const seed = deriveOtpSeed(runKey, slot);
      return { raw: keep(slot, seed), base32: keep(slot, Seed.fromUTF8(seed).base32) };
    },
    recoveryCodes: (slot) => deriveRecoveryCodes(runKey, slot).map((code) => keep(slot, code)),
    securityKey(slot) {
      const key = deriveSecurityKey(runKey, slot);
      keep(slot, key.private_key);
      return key;
    },
    name(slot, stem) {
      const suffix = deriveSuffix(runKey, slot);
      keep(slot, suffix);
      return keep(slot, `${stem}-${suffix}`);
    },
    register: keep,
    registerOtp(slot, code) {
      if (!isOtp(code)) throw weak(slot, 'six to eight digits');
      known.set(code, { slot: checkSlot(slot), value: code });
      return new Secret(slot, code);
    },
    known: () => [...known.values()],
  };
}

/** Parses the run key as it travels to worker processes: 64 hexadecimal digits. */
export function parseRunKey(hex: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(hex)) throw badKey(hex.length / 2);
  return Buffer.from(hex, 'hex');
}

/** What can be told apart from ordinary text: eight characters, four of them different, and not a part of what may be shown. */
function isWeak(value: string, shown: readonly string[]): boolean {
  const plain = squeeze(value);
  return plain.length < 8 || new Set(plain).size < 4 || shown.some((literal) => literal.includes(plain));
}

const SLOT = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*$/;

function checkSlot(slot: string): string {
  if (SLOT.test(slot)) return slot;
  throw new Problem({
    code: 'bad-option',
    what: 'a secret slot has an unusable name (not quoted: it may hold the value)',
    expected: 'lower-case words joined by "/", such as staff/1/password',
    next: 'Name the slot after what it is for, not after its value.',
  });
}

/** Scrubbing a value such as "Login" would tell everyone what the password is. */
function weak(
  slot: string,
  expected = 'at least 8 characters, 4 of them different, not part of a listed literal',
): Problem {
  return new Problem({
    code: 'secret-weak',
    what: `the value for the secret slot ${checkSlot(slot)} cannot be told apart from ordinary text`,
    expected,
    next: 'Let the vault generate it, or choose a longer random value.',
  });
}

function badKey(length: number): Problem {
  return new Problem({
    code: 'bad-option',
    what: `the run key has ${length} bytes`,
    expected: `${RUN_KEY_LENGTH} random bytes`,
    next: 'Take crypto.randomBytes(32) once per run and hand it to the workers in memory.',
  });
}
