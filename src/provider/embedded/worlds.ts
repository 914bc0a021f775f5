import { randomBytes } from 'node:crypto';
import type { Session, World } from '../../keycloak/world.ts';

/** What the simulated server remembers between requests: changed users, failed attempts, and a session per browser. */
export interface Worlds {
  /** The world as the browser with this session cookie sees it. */
  readonly seen: (session_id: string | undefined) => World;
  /** Keeps a transition's world. Returns the browser's session cookie from now on; `undefined` without a session. */
  readonly keep: (world: World, session_id: string | undefined) => string | undefined;
  readonly signOut: (session_id: string | undefined) => void;
  readonly forgetUser: (username: string) => void;
  readonly forgetFailures: (username: string) => void;
}

/** `clock` gives epoch milliseconds. */
export function createWorlds(clock: () => number): Worlds {
  const sessions = new Map<string, Session>();
  let users: World['users'] = {};
  let failures: World['failures'] = {};
  return {
    seen: (session_id) => {
      const session = session_id === undefined ? undefined : sessions.get(session_id);
      const other_sessions = [...sessions.values()].filter((other) => other !== session);
      return { now: clock() / 1000, users, failures, other_sessions, ...(session ? { session } : {}) };
    },
    keep: (world, session_id) => {
      ({ users, failures } = world);
      const own = session_id !== undefined && sessions.has(session_id) ? session_id : undefined;
      const ended = [...sessions].filter(([, session]) => !world.other_sessions.includes(session));
      for (const [id] of ended) sessions.delete(id);
      if (!world.session) return undefined;
      const id = own ?? randomBytes(16).toString('base64url');
      sessions.set(id, world.session);
      return id;
    },
    signOut: (session_id) => {
      if (session_id !== undefined) sessions.delete(session_id);
    },
    forgetFailures: (username) => {
      failures = without(failures, username);
    },
    forgetUser: (username) => {
      users = without(users, username);
      failures = without(failures, username);
      const ended = [...sessions].filter(([, session]) => session.username === username);
      for (const [id] of ended) sessions.delete(id);
    },
  };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
