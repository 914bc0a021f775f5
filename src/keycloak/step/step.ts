import type { Run } from '../flow/run.ts';
import type { PageParts } from '../flow/show-page.ts';
import type { FlowError, Stop } from '../flow/turn.ts';
import type { Submit } from '../input.ts';
import type { Execution, User } from '../realm.ts';
import type { Traits } from '../version.ts';

/** What an authenticator reports back (`AuthenticationFlowContext`). A counted challenge is a failed attempt of the user. */
export type Result =
  | { readonly kind: 'success'; readonly credential?: string }
  | { readonly kind: 'attempted' }
  | { readonly kind: 'challenge'; readonly page: PageParts; readonly counted?: boolean }
  | { readonly kind: 'refused'; readonly text: string; readonly status: number; readonly rule: string }
  | { readonly kind: 'failed'; readonly error: FlowError }
  | { readonly kind: 'stop'; readonly stop: Stop };

/** One execution being run in one request. */
export interface Step {
  readonly run: Run;
  readonly execution: Execution;
}

/** What the engine asks of an authenticator (`Authenticator`, `AuthenticatorFactory`, `CredentialValidator`). */
export interface Authenticator {
  readonly requires_user: boolean;
  /** The user need not own the credential yet when the step is required. */
  readonly user_setup: boolean;
  /** Type of the credential by which the selector lists the step; steps without one are listed by themselves. */
  readonly credential?: (run: Run) => string | undefined;
  /** The trait of servers that have it; absent: all known ones. */
  readonly since?: keyof Traits;
  /** Name in the selector. */
  readonly label: string;
  readonly configured: (run: Run, user: User | undefined) => boolean;
  /** Required actions that must be enabled for a set-up, and what a set-up adds to the login. */
  readonly required_actions: readonly string[];
  readonly set_up?: (step: Step, user: User) => void;
  readonly authenticate: (step: Step) => Result;
  readonly act: (step: Step, input: Submit) => Result;
}

export const SUCCESS: Result = { kind: 'success' };
export const ATTEMPTED: Result = { kind: 'attempted' };

export function stop(stopped: Stop): Result {
  return { kind: 'stop', stop: stopped };
}

/** What the server could do and this engine cannot know. */
export function unsupported(what: string, reason: string): Result {
  return stop({ kind: 'unsupported', what, reason });
}

export function challenge(page: PageParts): Result {
  return { kind: 'challenge', page };
}

export function failure(page: PageParts): Result {
  return { kind: 'challenge', page, counted: true };
}
