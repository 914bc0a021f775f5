import type { User } from './realm.ts';

/** Failed attempts of one user, as the brute-force protector keeps them. Times in epoch milliseconds, `locked_until` in epoch seconds. */
export interface Failures {
  readonly count: number;
  readonly last_ms: number;
  readonly locked_until: number;
  readonly temporary_lockouts: number;
}

/** Request parameters that a client session keeps: a later request without them is answered as if it had them. */
export interface AcrNotes {
  readonly claims?: string;
  readonly acr_values?: string;
}

/** The browser's single sign-on session. `levels` maps a level of authentication to the epoch second it was reached. */
export interface Session {
  readonly username: string;
  readonly started: number;
  readonly auth_time: number;
  readonly last_access: number;
  readonly levels: Readonly<Record<string, number>>;
  /** Clients logged in to through this session, with the acr parameters of their latest request that had any. */
  readonly clients: Readonly<Record<string, AcrNotes>>;
}

/** What outlives one login. Plain data, never mutated: a transition returns the next one. */
export interface World {
  /** Epoch seconds; fractions count for the quick-login check of brute-force protection. */
  readonly now: number;
  /** Users that differ from the realm's, whole, by lower-cased username. */
  readonly users: Readonly<Record<string, User>>;
  readonly failures: Readonly<Record<string, Failures>>;
  readonly session?: Session;
  /** Sessions of other browsers: they count for session limits. */
  readonly other_sessions: readonly Session[];
}

/** A browser without cookies in front of a realm as imported, at `now` (epoch seconds). */
export function emptyWorld(now: number): World {
  return { now, users: {}, failures: {}, other_sessions: [] };
}

/** The same world seen from another browser, which may have a session of its own. */
export function otherBrowser({ session: left, other_sessions, ...shared }: World, session?: Session): World {
  const others = other_sessions.filter((candidate) => candidate !== session);
  return {
    ...shared,
    other_sessions: left === undefined ? others : [...others, left],
    ...(session === undefined ? {} : { session }),
  };
}
