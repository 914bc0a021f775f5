import { randomBytes } from 'node:crypto';

/** What a sign-in must be checked against when the browser comes back. */
export interface PendingRequest {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** A signed-in person. `id_token` is kept for signing out at the provider. */
export interface SignedIn {
  readonly name: string;
  readonly acr: string;
  readonly id_token: string;
}

/** One browser session of the portal. */
export interface PortalSession {
  readonly pending?: PendingRequest;
  readonly signed_in?: SignedIn;
}

/** Sessions by cookie value. */
export interface PortalSessions {
  readonly get: (id: string | undefined) => PortalSession;
  /** Keeps a session under a new id, so that an id from before a sign-in is worth nothing after it. */
  readonly replace: (id: string | undefined, session: PortalSession) => string;
  readonly end: (id: string | undefined) => void;
}

export function createPortalSessions(): PortalSessions {
  const sessions = new Map<string, PortalSession>();
  return {
    get: (id) => (id === undefined ? undefined : sessions.get(id)) ?? {},
    replace: (id, session) => {
      if (id !== undefined) sessions.delete(id);
      const fresh = randomBytes(16).toString('base64url');
      sessions.set(fresh, session);
      return fresh;
    },
    end: (id) => {
      if (id !== undefined) sessions.delete(id);
    },
  };
}
