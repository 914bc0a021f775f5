import type { ProviderRecord } from '../journal.ts';
import type { Lane } from '../trace.ts';
import type { UserRepresentation } from './keycloak/keycloak-users.ts';

/** A user to add; `serviceAccountClientId` marks the account of a client. */
export interface ProvidedUser extends UserRepresentation {
  readonly serviceAccountClientId?: string;
}

/** A user as the provider holds it: enabled or not, and the kinds of credential in stored order. */
export interface HeldUser {
  readonly enabled: boolean;
  readonly credentials: readonly string[];
}

/** A running identity provider with one realm, on loopback, that disappears with the run. */
export interface Provider {
  readonly lane: Lane;
  readonly record: ProviderRecord;
  readonly issuer: string;
  /** Adds a user exactly as given: no default role, group or required action is added. */
  addUser(user: ProvidedUser): Promise<void>;
  findUser(username: string): Promise<HeldUser | undefined>;
  /** Forgets failed attempts, as an administrator lifting a lock does. */
  clearFailures(username: string): Promise<void>;
  stop(): Promise<void>;
}

/** What a provider is opened with: the realm document without users, and the version it is predicted for. */
export interface RealmSource {
  readonly document: { readonly realm: string } & Readonly<Record<string, unknown>>;
  readonly version: string;
  readonly sha256: string;
}
