import type { Because } from '../trace.ts';

/** A text on the page: the alert above the form, or the error at a field. */
export interface PageMessage {
  readonly text: string;
  readonly type: 'error' | 'warning' | 'info' | 'success';
  /** Name of the input the text belongs to; `undefined`: the page's alert. */
  readonly field?: string;
}

/** An entry of the selector; `execution` is what choosing it posts. */
export interface PageOption {
  readonly execution: string;
  readonly label: string;
}

/** An OTP device of the chooser. */
export interface PageDevice {
  readonly id: string;
  readonly label: string;
  readonly selected: boolean;
}

export interface PageField {
  readonly name: string;
  readonly label: string;
  readonly values: readonly string[];
  readonly required: boolean;
  readonly read_only: boolean;
  readonly multivalued: boolean;
  readonly options: readonly string[];
}

/** What the page asks for as a one-time code. `code_number` is the recovery code asked for, counted from 1. */
export interface PageCode {
  readonly digits: number;
  readonly period: number;
  readonly algorithm: string;
  readonly subtype: string;
}

/** Everything a renderer needs to show the page that Keycloak would show. */
export interface Page {
  readonly kind: 'page';
  /** Keycloak's `data-page-id` without the leading `login-`: `login`, `login-otp`, `select-authenticator`. */
  readonly page: string;
  /** Id of the current execution, alias of the required action, or `OAUTH_GRANT`. */
  readonly execution: string;
  readonly because: Because;
  /** The text a person reads first: the alert, else the first field error. */
  readonly message?: string;
  readonly messages: readonly PageMessage[];
  /** Username of the user this page is about, once the server knows it; verdicts are judged for this user. */
  readonly subject?: string;
  /** What was typed as the username, as the page shows it. */
  readonly attempted_username?: string;
  /** The username input is left out because the user is already known. */
  readonly username_hidden: boolean;
  /** Value the username input is filled with. */
  readonly username?: string;
  readonly options: readonly PageOption[];
  readonly try_another_way: boolean;
  readonly devices: readonly PageDevice[];
  readonly code?: PageCode;
  /** Which recovery code is asked, counted from 1. */
  readonly code_number?: number;
  readonly fields: readonly PageField[];
  /** Texts of the scopes that are asked for. */
  readonly consents: readonly string[];
  readonly organizations: readonly PageOption[];
  /** The cancel button of an application-initiated action. */
  readonly cancel: boolean;
  readonly remember_me: boolean;
  readonly reset_password: boolean;
  readonly register: boolean;
  /** Aliases of identity providers with a button. */
  readonly identity_providers: readonly string[];
}
