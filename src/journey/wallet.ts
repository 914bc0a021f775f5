import type { Page } from '@playwright/test';
import type { Slot } from './answers.ts';

/**
 * What a persona holds in its hand. Values go from here straight into the page and are never returned to a caller
 * that could print them: a wallet types, it does not tell.
 */
export interface Wallet {
  /** Types the right, a wrong or no value for `slot` into the field, without a step, parameter or error that shows it. */
  type(page: Page, field: Field): Promise<void>;
  /** Takes what the page hands out (a new key, new recovery codes) before the form is sent. */
  take(page: Page, shown: string): Promise<void>;
  /**
   * Gets the security key ready: it answers the page by itself where `willing`, and the person cancels otherwise. False where
   * the provider judges no signature.
   */
  presentKey(page: Page, willing: boolean): Promise<boolean>;
}

export interface Field {
  readonly selector: string;
  readonly slot: Slot;
  readonly verdict: 'right' | 'wrong' | 'empty';
  /** Name of the authenticator whose code is asked for, where the page lists several. */
  readonly device?: string;
}
