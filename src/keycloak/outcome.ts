import type { Login } from './login.ts';
import type { Page } from './page.ts';
import type { World } from './world.ts';

/** The login succeeded: the browser is back at the application. `acr` as in the ID token. */
export interface Callback {
  readonly kind: 'callback';
  readonly redirect_uri: string;
  readonly username: string;
  readonly acr: string;
  readonly kc_action?: string;
  readonly kc_action_status?: string;
}

/** The application was told an OAuth error. */
export interface CallbackError {
  readonly kind: 'callback-error';
  readonly redirect_uri: string;
  readonly error: string;
  readonly error_description?: string;
  /** Why, in words of the engine: the rule that decided. */
  readonly rule: string;
}

/** Keycloak's own error page; terminal. `text` has one line per message. */
export interface ErrorPage {
  readonly kind: 'error';
  readonly text: string;
  readonly status: number;
  readonly rule: string;
}

/** The browser was sent to an external identity provider. */
export interface IdpRedirect {
  readonly kind: 'idp';
  readonly alias: string;
}

/** What cannot be known from the realm: never a guess. */
export interface UnsupportedOutcome {
  readonly kind: 'unsupported';
  readonly what: string;
  readonly reason: string;
}

export type Outcome = Page | Callback | CallbackError | ErrorPage | IdpRedirect | UnsupportedOutcome;

/** One request answered. `login` is the state behind a page; it is gone once the login is over. */
export interface Transition {
  readonly world: World;
  readonly login?: Login;
  readonly outcome: Outcome;
}
