import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which time steps a TOTP credential may answer with, as the realm's OTP policy says. */
export interface OtpPolicy {
  readonly period: number;
  readonly lookAheadWindow: number;
}

/** A time step that was claimed, or the milliseconds until the next one can be. */
export type Claim = { readonly counter: number } | { readonly wait_ms: number };

/**
 * Which one-time codes of a credential were used already. Keycloak accepts each code of its window once, and an
 * enrollment burns the code it was made with (`TimeBasedOTP`, `SingleUseObjectProvider`). Workers share the ledger
 * through a folder: a claim is the exclusive creation of an empty file, so no two workers use the same code.
 */
export interface CodeLedger {
  claim(credential: string, policy: OtpPolicy, now_ms: number): Claim;
  /** Marks a code as used that was not claimed here: the one an enrollment burnt. */
  burn(credential: string, counter: number): void;
}

/** Opens the ledger of a run; `folder` is private to it and holds names of credentials and counters, never a code. */
export function openCodeLedger(folder: string): CodeLedger {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const take = (credential: string, counter: number): boolean => created(join(folder, `${credential}.${counter}`));
  return {
    claim: (credential, policy, now_ms) => {
      const current = counterAt(now_ms, policy.period);
      const free = candidates(current, policy.lookAheadWindow).find((counter) => take(credential, counter));
      return free === undefined ? { wait_ms: (current + 1) * policy.period * 1000 - now_ms } : { counter: free };
    },
    burn: (credential, counter) => void take(credential, counter),
  };
}

/** The number of whole periods since the epoch (RFC 6238 section 4.2). */
export function counterAt(now_ms: number, period: number): number {
  return Math.floor(now_ms / 1000 / period);
}

/** The current step first, then the coming one, then the last one: a code that is about to leave the window is used last. */
function candidates(current: number, window: number): number[] {
  return window === 0 ? [current] : [current, current + 1, current - 1];
}

function created(file: string): boolean {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (isExisting(error)) return false;
    throw error;
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
