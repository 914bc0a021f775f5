import { createServer as createHttpServer } from 'node:http';
import type { ProviderRecord } from '../../journal.ts';
import { userNamed } from '../../keycloak/flow/run.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { createServer } from './create-server.ts';
import type { Faults } from './faults.ts';
import { closeServer, listenOnLoopback } from './loopback.ts';
import { realmFingerprint } from './realm-fingerprint.ts';
import { requestListener } from './routes.ts';
import type { UserRepresentation } from './user-representation.ts';
import { createWorlds, type Worlds } from './worlds.ts';

export interface EmbeddedOptions {
  /** A parsed realm export. */
  readonly realm: object;
  /** The Keycloak version whose behaviour is simulated, e.g. `26.7.3`. */
  readonly version: string;
  /** Epoch milliseconds; the system clock unless given. Token lifetimes always follow the system clock. */
  readonly clock?: () => number;
  /** Told what was answered: page ids and outcomes, never a name or a value. */
  readonly log?: (line: string) => void;
  readonly faults?: Faults;
}

/** A running simulation of one realm. */
export interface Embedded {
  readonly issuer: string;
  readonly baseUrl: string;
  readonly record: ProviderRecord;
  /** Adds users, or replaces those of the same name. Throws what reading the realm throws; then nothing has changed. */
  readonly addUsers: (users: readonly UserRepresentation[]) => void;
  /** Puts the user back to what is given, whatever logins have changed since. */
  readonly updateUser: (user: UserRepresentation) => void;
  readonly removeUser: (username: string) => void;
  /** The user as logins have left it: enabled or not, and the kinds of credential in stored order. */
  readonly findUser: (username: string) => { enabled: boolean; credentials: string[] } | undefined;
  /** Forgets failed attempts, as an administrator lifting a lock does. */
  readonly clearFailures: (username: string) => void;
  readonly setFaults: (faults: Faults) => void;
  readonly stop: () => Promise<void>;
}

/**
 * Starts an in-process OpenID provider on 127.0.0.1 whose login is computed by the engine. Instances share nothing.
 * What it cannot judge or know, it says on a page of its own (status 501).
 * Throws `realm-invalid`, `realm-unsupported` (what a server would not import) or `runtime-missing`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { realm: document, version, clock = Date.now, log = () => {} } = options;
  const accounts = createAccounts(document, version);
  const worlds = createWorlds(clock);
  let faults = options.faults ?? {};
  const http = createHttpServer();
  const baseUrl = await listenOnLoopback(http);
  const server = await createServer({ document, baseUrl, accounts, worlds, log, faults: () => faults }).catch(
    async (fault) => {
      await closeServer(http);
      throw fault;
    },
  );
  http.on('request', requestListener(server));
  return {
    issuer: server.issuer,
    baseUrl,
    record: { name: 'embedded', version, realm: accounts.realm().name, realm_sha256: realmFingerprint(document) },
    ...userAdministration(accounts, worlds),
    setFaults: (next) => {
      faults = next;
    },
    stop: () => closeServer(http),
  };
}

function userAdministration(accounts: Accounts, worlds: Worlds) {
  const addUsers = (users: readonly UserRepresentation[]) => {
    accounts.put(users);
    for (const { username } of users) worlds.forgetUser(username.toLowerCase());
  };
  return {
    addUsers,
    updateUser: (user: UserRepresentation) => addUsers([user]),
    removeUser: (username: string) => {
      accounts.remove(username);
      worlds.forgetUser(username.toLowerCase());
    },
    findUser: (username: string) => {
      const user = userNamed(accounts.realm(), worlds.seen(undefined), username.toLowerCase());
      return user && { enabled: user.enabled, credentials: user.credentials.map(({ type }) => type) };
    },
    clearFailures: (username: string) => worlds.forgetFailures(username.toLowerCase()),
  };
}
