import type { MachineEdge } from '../keycloak/machine/machine.ts';

/** What driving costs, in seconds: estimates for a disposable server, by which one plan is told from another. */
export interface Prices {
  /** One deed, until the next page is looked at. */
  readonly step: number;
  /** A new browser context at the first page. */
  readonly context: number;
  /** A new user for it, so that nothing of the walk before is left: no lock, no device. */
  readonly user: number;
  /** Waiting out a lock instead of taking a new user. */
  readonly lock_wait: number;
  /** A one-time code beyond those of one time window, each of which is good once. */
  readonly code: number;
  /** How many codes of one authenticator are good at the same time: the current one, the one before, the one after. */
  readonly codes_at_once: number;
}

export const PRICES: Prices = { step: 0.25, context: 0.6, user: 0.2, lock_wait: 60, code: 30, codes_at_once: 3 };

/** Beginning anew: a new user is taken unless waiting out the lock were cheaper. */
export function restartPrice({ context, user, lock_wait }: Prices): number {
  return context + Math.min(user, lock_wait);
}

/** Whether a deed uses up a one-time code of an authenticator. */
export function usesCode({ does }: Pick<MachineEdge, 'does'>): boolean {
  return does.kind === 'submit' && (does.otp === 'right' || does.enroll === 'right');
}

/** The price of a deed after `codes` one-time codes were used in the same walk. */
export function deedPrice(edge: MachineEdge, codes: number, prices: Prices): number {
  const isDear = usesCode(edge) && codes >= prices.codes_at_once;
  return prices.step + (isDear ? prices.code : 0);
}
