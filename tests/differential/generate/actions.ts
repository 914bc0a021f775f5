import type { Random } from './random.ts';

/** Required actions of a stock server of 26.4 to 26.6, by priority; all but the three switched off can be owed. */
const STOCK = [
  'CONFIGURE_TOTP',
  'TERMS_AND_CONDITIONS',
  'UPDATE_PASSWORD',
  'UPDATE_PROFILE',
  'UPDATE_EMAIL',
  'delete_account',
  'webauthn-register',
  'webauthn-register-passwordless',
  'VERIFY_PROFILE',
  'delete_credential',
  'idp_link',
  'CONFIGURE_RECOVERY_AUTHN_CODES',
  'update_user_locale',
] as const;

const OFF: ReadonlySet<string> = new Set(['delete_account', 'UPDATE_EMAIL']);

/** Actions a user can owe, known or not. */
export const OWED = [
  'CONFIGURE_TOTP',
  'TERMS_AND_CONDITIONS',
  'UPDATE_PASSWORD',
  'UPDATE_PROFILE',
  'VERIFY_PROFILE',
  'webauthn-register',
  'CONFIGURE_RECOVERY_AUTHN_CODES',
  'no-such-action',
] as const;

/** The member `requiredActions`: left out, all of them in some order, or a list in which some are missing or off. */
export function requiredActions(random: Random): { requiredActions?: readonly object[] } {
  if (random.chance(0.3)) return {};
  const listed = random.chance(0.2) ? random.some(STOCK, 0.7) : STOCK;
  const order = random.chance(0.4) ? random.shuffle(listed) : listed;
  const switchedOff = random.chance(0.5) ? 0.25 : 0.03;
  const actions = order.map((alias, index) => ({
    ...{ alias, name: alias, providerId: alias, defaultAction: random.chance(0.1), priority: (index + 1) * 10 },
    enabled: !random.chance(switchedOff) && (!OFF.has(alias) || random.chance(0.15)),
    config: alias === 'CONFIGURE_TOTP' && random.chance(0.2) ? { 'add-recovery-codes': 'true' } : {},
  }));
  return { requiredActions: actions };
}
