import {
  CONFIGURE_RECOVERY,
  CONFIGURE_TOTP,
  DELETE_ACCOUNT,
  DELETE_CREDENTIAL,
  IDP_LINK,
  PASSWORDLESS_REGISTER,
  TERMS,
  UPDATE_EMAIL,
  UPDATE_LOCALE,
  UPDATE_PASSWORD,
  UPDATE_PROFILE,
  VERIFY_EMAIL,
  VERIFY_PROFILE,
  WEBAUTHN_REGISTER,
} from '../provider-ids.ts';
import type { RequiredAction } from '../realm.ts';
import type { Traits } from '../version.ts';

/** Alias (which is also the provider id), name, and whether a new realm has it enabled. Source: `DefaultRequiredActions`. */
const ACTIONS: readonly (readonly [alias: string, name: string, enabled: boolean])[] = [
  [CONFIGURE_TOTP, 'Configure OTP', true],
  [TERMS, 'Terms and Conditions', false],
  [UPDATE_PASSWORD, 'Update Password', true],
  [UPDATE_PROFILE, 'Update Profile', true],
  [VERIFY_EMAIL, 'Verify Email', true],
  [DELETE_ACCOUNT, 'Delete Account', false],
  [UPDATE_EMAIL, 'Update Email', false],
  [WEBAUTHN_REGISTER, 'Webauthn Register', true],
  [PASSWORDLESS_REGISTER, 'Webauthn Register Passwordless', true],
  [VERIFY_PROFILE, 'Verify Profile', true],
  [DELETE_CREDENTIAL, 'Delete Credential', true],
  [IDP_LINK, 'Linking Identity Provider', true],
  [CONFIGURE_RECOVERY, 'Recovery Authentication Codes', true],
  [UPDATE_LOCALE, 'Update User Locale', true],
];

type Priorities = Readonly<Record<string, number>>;

const SINCE_26_4: Priorities = {
  [CONFIGURE_TOTP]: 10,
  [TERMS]: 20,
  [UPDATE_PASSWORD]: 30,
  [UPDATE_PROFILE]: 40,
  [VERIFY_EMAIL]: 50,
  [DELETE_ACCOUNT]: 60,
  [UPDATE_EMAIL]: 70,
  [WEBAUTHN_REGISTER]: 80,
  [PASSWORDLESS_REGISTER]: 90,
  [VERIFY_PROFILE]: 100,
  [DELETE_CREDENTIAL]: 110,
  [IDP_LINK]: 120,
  [CONFIGURE_RECOVERY]: 130,
  [UPDATE_LOCALE]: 1000,
};
const IN_26_3: Priorities = {
  ...SINCE_26_4,
  [WEBAUTHN_REGISTER]: 70,
  [PASSWORDLESS_REGISTER]: 80,
  [VERIFY_PROFILE]: 90,
  [DELETE_CREDENTIAL]: 100,
  [IDP_LINK]: 110,
  [CONFIGURE_RECOVERY]: 120,
};
const BEFORE_26_3: Priorities = without({ ...IN_26_3, [CONFIGURE_RECOVERY]: 70 }, IDP_LINK);

const PRIORITIES: Readonly<Record<Traits['action_priorities'], Priorities>> = {
  'before-26.3': BEFORE_26_3,
  '26.3': IN_26_3,
  '26.4': SINCE_26_4,
  '26.7': { ...SINCE_26_4, [CONFIGURE_TOTP]: 54, [UPDATE_PASSWORD]: 57 },
};

/** The required actions of a new realm of this line. Features that are off in a line (recovery codes, e-mail update) bring none. */
export function builtInActions(traits: Traits): RequiredAction[] {
  const priorities = PRIORITIES[traits.action_priorities];
  const absent = new Set([
    ...(traits.recovery_feature ? [] : [CONFIGURE_RECOVERY]),
    ...(traits.update_email ? [] : [UPDATE_EMAIL]),
  ]);
  return ACTIONS.filter(([alias]) => Object.hasOwn(priorities, alias) && !absent.has(alias)).map(
    ([alias, name, enabled]) => ({
      alias,
      name,
      provider_id: alias,
      enabled,
      default_action: false,
      priority: priorities[alias] ?? 0,
      config: {},
    }),
  );
}

function without(priorities: Priorities, alias: string): Priorities {
  return Object.fromEntries(Object.entries(priorities).filter(([key]) => key !== alias));
}
