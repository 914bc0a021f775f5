import type { Kind } from '../contract/deviation.ts';

/** What is typed into a field: the slot of a generated secret, a value read from the page, or a fixed text. */
export type Slot =
  | 'username'
  | 'email'
  | 'password'
  | 'otp'
  | 'recovery'
  | 'enroll'
  | 'new-password'
  | 'label'
  | 'profile';

/** How a person answers one page: fields in order, boxes to tick, then the control that submits. */
export interface Answer {
  readonly fields: Readonly<Record<string, Slot>>;
  readonly ticks?: readonly string[];
  readonly submit: string;
  /** A security key answers when the control is pressed. */
  readonly key?: true;
  /** Where the page asks a question: the control that declines, and the kind of deviation that uses it. */
  readonly decline?: { readonly control: string; readonly kind: Kind };
}

const FORM_SUBMIT = '[type=submit]';

/** One row per page. A page without a row cannot be answered by a browser alone (an e-mail): the journey stops there. */
export const ANSWERS: ReadonlyMap<string, Answer> = new Map(
  Object.entries({
    login: { fields: { '#username': 'username', '#password': 'password' }, submit: '#kc-login' },
    'login-username': { fields: { '#username': 'username' }, submit: '#kc-login' },
    'login-password': { fields: { '#password': 'password' }, submit: '#kc-login' },
    'login-otp': { fields: { '#otp': 'otp' }, submit: '#kc-login' },
    'login-recovery-authn-code-input': {
      fields: { '#recoveryCodeInput': 'recovery' },
      submit: '#kc-login',
    },
    'login-config-totp': {
      fields: { '#totp': 'enroll', '#userLabel': 'label' },
      submit: '#saveTOTPBtn',
    },
    'login-recovery-authn-code-config': {
      fields: {},
      ticks: ['#kcRecoveryCodesConfirmationCheck'],
      submit: '#saveRecoveryAuthnCodesBtn',
    },
    'login-update-password': {
      fields: { '#password-new': 'new-password', '#password-confirm': 'new-password' },
      submit: `#kc-passwd-update-form ${FORM_SUBMIT}`,
    },
    'login-update-profile': {
      fields: { '#email': 'profile', '#firstName': 'profile', '#lastName': 'profile' },
      submit: `#kc-update-profile-form ${FORM_SUBMIT}`,
    },
    'webauthn-authenticate': { fields: {}, key: true, submit: '#authenticateWebAuthnButton' },
    'webauthn-register': { fields: {}, key: true, submit: '#registerWebAuthn' },
    terms: { fields: {}, submit: '#kc-accept', decline: { control: '#kc-decline', kind: 'terms' } },
    'login-oauth-grant': { fields: {}, submit: '#kc-login', decline: { control: '#kc-cancel', kind: 'consent' } },
  } satisfies Record<string, Answer>),
);
