import type { Locator } from '@playwright/test';
import type { Vault } from '../redaction/secret.ts';
import { typeQuietly } from '../redaction/type-quietly.ts';

/** A secret that shows its slot wherever it is printed, and can be typed without a trace. */
export interface TypedSecret {
  readonly slot: string;
  typeInto(locator: Locator): Promise<void>;
  toString(): string;
}

/** Gives the secret of a slot, such as `staff-with-otp/password`; the same slot gives the same value during one run. */
export type Secrets = (slot: string) => TypedSecret;

export function createSecrets(vault: Vault): Secrets {
  return (slot) => {
    const secret = vault.password(slot);
    return {
      slot,
      typeInto: (locator) => typeQuietly(locator, secret.reveal()),
      toString: () => String(secret),
    };
  };
}
