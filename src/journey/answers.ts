/** What is typed into a field: the slot of a generated secret, a value read from the page, or a fixed text. */
export type Slot = 'username' | 'password' | 'otp' | 'recovery' | 'enroll' | 'new-password' | 'label' | 'profile';

/** How a person answers one page: fields in order, boxes to tick, then the control that submits. */
export interface Answer {
  readonly fields: Readonly<Record<string, Slot>>;
  readonly ticks?: readonly string[];
  readonly submit: string;
  /** The control that declines or cancels, where the page has one. */
  readonly decline?: string;
  /** Which kind of secret a deviation makes wrong on this page. */
  readonly kind?: Kind;
}

/** Kinds of wrong or empty answers a test may plan, as in `{ wrong: { otp: 1 } }`. */
export const KINDS = ['username', 'password', 'otp', 'recovery', 'enroll', 'terms', 'consent'] as const;
export type Kind = (typeof KINDS)[number];

const FORM_SUBMIT = '[type=submit]';

/** One row per page. A page without a row cannot be answered by a browser alone (WebAuthn, e-mail): the journey stops there. */
export const ANSWERS: ReadonlyMap<string, Answer> = new Map(
  Object.entries({
    login: { fields: { '#username': 'username', '#password': 'password' }, submit: '#kc-login', kind: 'password' },
    'login-username': { fields: { '#username': 'username' }, submit: '#kc-login', kind: 'username' },
    'login-password': { fields: { '#password': 'password' }, submit: '#kc-login', kind: 'password' },
    'login-otp': { fields: { '#otp': 'otp' }, submit: '#kc-login', kind: 'otp' },
    'login-recovery-authn-code-input': {
      fields: { '#recoveryCodeInput': 'recovery' },
      submit: '#kc-login',
      kind: 'recovery',
    },
    'login-config-totp': {
      fields: { '#totp': 'enroll', '#userLabel': 'label' },
      submit: '#saveTOTPBtn',
      kind: 'enroll',
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
    terms: { fields: {}, submit: '#kc-accept', decline: '#kc-decline', kind: 'terms' },
    'login-oauth-grant': { fields: {}, submit: '#kc-login', decline: '#kc-cancel', kind: 'consent' },
  } satisfies Record<string, Answer>),
);
