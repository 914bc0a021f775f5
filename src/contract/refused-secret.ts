import type { Trace } from '../trace.ts';
import { stateOf } from './screens.ts';

/** What each page asks a person for. */
const ASKED: ReadonlyMap<string, string> = new Map([
  ['login', 'password'],
  ['login-password', 'password'],
  ['login-otp', 'one-time code'],
  ['login-recovery-authn-code-input', 'recovery code'],
  ['login-config-totp', 'first code of the new device'],
]);

/**
 * The right secret that the provider did not take, where the prediction goes on from the page that asked for it;
 * undefined for every other end. What Keycloak gives an own reason for, such as a disabled account, is not the secret's.
 */
export function refusedSecret({ predicted, observed }: { readonly predicted: Trace; readonly observed: Trace }) {
  const last = observed.steps.at(-1);
  if (observed.end.kind !== 'blocked' || !last || stateOf(last.page, last.message) === 'blocked') return undefined;
  const expected = predicted.end.kind === 'blocked' && predicted.steps.at(-1)?.page === last.page;
  return expected ? undefined : ASKED.get(last.page);
}
