import type { PageMessage } from './page.ts';
import type { Request } from './request.ts';

/** What the engine remembers of an execution in this login (`CommonClientSessionModel.ExecutionStatus`). */
export type Status =
  | 'SUCCESS'
  | 'FAILED'
  | 'CHALLENGED'
  | 'ATTEMPTED'
  | 'SETUP_REQUIRED'
  | 'EVALUATED_TRUE'
  | 'EVALUATED_FALSE';

/** Where a login stands: in its flow, in the chain after it, or on a page of its own. */
export type Phase = 'flow' | 'action' | 'consent' | 'expired' | 'register' | 'reset';

/** The level-of-authentication bookkeeping of one login. -1: nothing. */
export interface Levels {
  readonly requested: number;
  readonly forced: boolean;
  readonly current: number;
  /** Reached in this or an earlier login of the session: level to epoch second. */
  readonly reached: Readonly<Record<string, number>>;
  /** Some level was completed in this login. */
  readonly completed: boolean;
}

/**
 * One authentication session (one browser tab): plain JSON, never mutated, so that states can be compared and hashed.
 * Optional members are absent, never `undefined`, when they do not apply.
 */
export interface Login {
  readonly request: Request;
  /** Alias of the resolved browser flow. */
  readonly flow: string;
  readonly phase: Phase;
  readonly status: Readonly<Record<string, Status>>;
  /** Current execution id, in the flow phase. */
  readonly current?: string;
  /** Alias of the required action on screen. */
  readonly action?: string;
  readonly selector: boolean;
  readonly username?: string;
  readonly attempted_username?: string;
  /** The user was known before the username/password form was shown. */
  readonly user_preset: boolean;
  /** The next login form hides the username although no user is known (identity first). */
  readonly username_hidden: boolean;
  readonly password_validated: boolean;
  readonly remember_me: boolean;
  /** An existing session let this login in, or still may. */
  readonly sso: boolean;
  readonly forced_reauthentication: boolean;
  /** Text that the next page of the flow shows once. */
  readonly forwarded?: PageMessage;
  readonly session_actions: readonly string[];
  /** The application's action: `kc_action` and its parameter, its result so far, and whether the user had it anyway. */
  readonly kc_action?: string;
  readonly kc_action_executing?: string;
  readonly kc_action_parameter?: string;
  readonly kc_action_status?: string;
  readonly kc_action_enforced?: string;
  readonly used_credentials: readonly string[];
  readonly levels: Levels;
  /** Organization decided on in this login: its alias. */
  readonly organization?: string;
  /** OTP credential preselected after a wrong code. */
  readonly device?: string;
  /** A code was sent while the account was locked (`SESSION_INVALID`): a recovery code is called invalid from then on. */
  readonly session_invalid?: true;
  /** Started over with a new session: whoever logs in replaces the browser's old session. */
  readonly new_session: boolean;
}
