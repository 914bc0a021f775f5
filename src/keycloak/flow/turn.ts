import type { Outcome } from '../outcome.ts';

/** Members of `AuthenticationFlowError` that a browser login can meet. */
export type FlowError =
  | 'INVALID_USER'
  | 'USER_DISABLED'
  | 'USER_TEMPORARILY_DISABLED'
  | 'UNKNOWN_USER'
  | 'CREDENTIAL_SETUP_REQUIRED'
  | 'INTERNAL_ERROR'
  | 'GENERIC_AUTHENTICATION_ERROR';

/** An `AuthenticationFlowException`: the loop over alternatives swallows it. */
export interface Raised {
  readonly kind: 'raised';
  readonly error: FlowError;
  readonly text?: string;
  readonly at: string;
}

/** Any other exception: nothing swallows it. */
export interface Crashed {
  readonly kind: 'crashed';
  readonly at: string;
  readonly reason: string;
}

/** What ends the work on one request early. */
export type Stop = Outcome | Raised | Crashed;

/** `undefined`: go on. */
export type Turn = Stop | undefined;

export function raise(error: FlowError, at: string, text?: string): Raised {
  return { kind: 'raised', error, at, ...(text === undefined ? {} : { text }) };
}

export function crash(at: string, reason: string): Crashed {
  return { kind: 'crashed', at, reason };
}

/** Tells a stop from an ordinary answer such as a boolean or a list. */
export function isStop<T>(value: T | Stop): value is Stop {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
