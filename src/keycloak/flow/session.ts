import type { Realm, User } from '../realm.ts';
import type { Session, World } from '../world.ts';
import { type Run, userNamed } from './run.ts';

export interface Valid {
  readonly session: Session;
  readonly user: User;
}

/** The browser's session, if its cookie still stands: neither idle nor too old, its user there and enabled. */
export function validSession(realm: Realm, world: World): Valid | undefined {
  const { session, now } = world;
  if (!session) return undefined;
  const user = userNamed(realm, world, session.username);
  const isAlive = now < session.last_access + realm.sso_idle_s && now < session.started + realm.sso_max_s;
  return isAlive && user?.enabled ? { session, user } : undefined;
}

/** A session that no longer stands is logged out (`AuthenticationManager.authenticateIdentityCookie`). */
export function dropInvalidSession(run: Run): void {
  if (!run.world.session || validSession(run.realm, run.world)) return;
  const { session: _ended, ...rest } = run.world;
  run.world = rest;
}

/** All sessions of a user, of whichever browser. */
export function sessionsOf({ realm, world }: Run, username: string): Session[] {
  const own = validSession(realm, world)?.session;
  return [...(own ? [own] : []), ...world.other_sessions].filter((session) => session.username === username);
}
