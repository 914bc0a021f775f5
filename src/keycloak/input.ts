/** What a caller found out about a typed secret. The engine never sees the secret. */
export type Verdict = 'right' | 'wrong' | 'empty';

/** What a caller found out about a new password. A text is the message of the password policy that refuses it. */
export type NewPassword = 'ok' | 'empty' | 'mismatch' | { readonly refused: string };

/**
 * A form post. Only the fields of the current page are read; the others are ignored.
 * A verdict is judged by the caller for the user the page is about (`findUser` for a typed username) and the chosen device.
 */
export interface Submit {
  readonly kind: 'submit';
  /** As typed, before trimming. */
  readonly username?: string;
  readonly password?: Verdict;
  readonly remember_me?: boolean;
  readonly otp?: Verdict;
  /** Id of the OTP credential picked in the chooser; the preselected one otherwise. */
  readonly device?: string;
  readonly recovery?: Verdict;
  /** The answer of a WebAuthn authenticator; `right` may name the user whose resident key answered. */
  readonly webauthn?: Verdict;
  readonly new_password?: NewPassword;
  /** Typed values of a profile, registration or e-mail form, by attribute. */
  readonly profile?: Readonly<Record<string, string | readonly string[]>>;
  /** Accepts (default) or declines terms, consent, a deletion. */
  readonly accept?: boolean;
  /** The first code of a new OTP device, or the confirmation of new recovery codes or a new key. */
  readonly enroll?: Verdict;
  /** Name of the new device. */
  readonly label?: string;
  /** Hidden fields came back changed. */
  readonly tampered?: boolean;
  /** Alias of the organization picked. */
  readonly organization?: string;
}

/**
 * What a person can do on a page.
 * `choose` posts an execution of the selector's list (or a forged one). `cancel` is the cancel button of an
 * application-initiated action. `restart` is the start-over link, `continue` the other link of the page-expired page.
 * `revisit` requests an earlier page's address again (browser back), named by its execution.
 */
export type Input =
  | Submit
  | { readonly kind: 'try-another-way' }
  | { readonly kind: 'choose'; readonly execution: string }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'continue' }
  | { readonly kind: 'revisit'; readonly execution: string }
  | { readonly kind: 'register' }
  | { readonly kind: 'reset-password' };
