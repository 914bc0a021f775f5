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
import type { ActionProvider } from './action.ts';
import { configureRecovery, configureTotp, registerKey } from './enrolments.ts';
import {
  deleteAccount,
  deleteCredential,
  idpLink,
  terms,
  updateEmail,
  updateLocale,
  verifyEmail,
} from './other-actions.ts';
import { updateProfile, verifyProfile } from './profile-actions.ts';
import { updatePassword } from './update-password.ts';

/** Every required action of a stock server, by provider id. */
export const ACTION_PROVIDERS: ReadonlyMap<string, ActionProvider> = new Map([
  [CONFIGURE_TOTP, configureTotp],
  [TERMS, terms],
  [UPDATE_PASSWORD, updatePassword],
  [UPDATE_PROFILE, updateProfile],
  [VERIFY_EMAIL, verifyEmail],
  [DELETE_ACCOUNT, deleteAccount],
  [UPDATE_EMAIL, updateEmail],
  [WEBAUTHN_REGISTER, registerKey('webauthn')],
  [PASSWORDLESS_REGISTER, registerKey('webauthn-passwordless')],
  [VERIFY_PROFILE, verifyProfile],
  [DELETE_CREDENTIAL, deleteCredential],
  [IDP_LINK, idpLink],
  [CONFIGURE_RECOVERY, configureRecovery],
  [UPDATE_LOCALE, updateLocale],
]);
