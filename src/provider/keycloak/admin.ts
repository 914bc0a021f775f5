import { z } from 'zod';
import {
  type AdminCall,
  type AdminConnection,
  type AdminReply,
  type AdminTarget,
  adminConnection,
} from './admin-connection.ts';
import type { UserRepresentation } from './keycloak-users.ts';

/** A realm as Keycloak's RealmRepresentation; only its name is looked at here. */
export type RealmDocument = { readonly realm: string } & Readonly<Record<string, unknown>>;

const foundUser = z.object({ id: z.string(), username: z.string(), enabled: z.boolean() });

/** A user as a search or an import reports it. */
export type FoundUser = z.infer<typeof foundUser>;

const bruteForce = z.object({
  numFailures: z.number(),
  disabled: z.boolean(),
  numTemporaryLockouts: z.number().default(0),
  failedLoginNotBefore: z.number().default(0),
});

/** What AttackDetectionResource says of a user; `disabled` is true while a lock lasts, `failedLoginNotBefore` in epoch seconds. */
export type BruteForceStatus = z.infer<typeof bruteForce>;

/**
 * The calls a disposable provider needs. Every one throws a Problem: `provider-unreachable`, or `keycloak-failed` with
 * the status and Keycloak's error text, never with a body.
 */
export interface AdminClient {
  /** The version the server reports of itself. */
  serverVersion(): Promise<string>;
  /** Imports a realm document, users included, exactly as given: no default role, group or action is added to them. */
  createRealm(document: RealmDocument): Promise<void>;
  deleteRealm(realm: string): Promise<void>;
  /** Gives a realm another name; all else stays. */
  renameRealm(realm: string, name: string): Promise<void>;
  /** Whether there is a realm of this name. */
  hasRealm(realm: string): Promise<boolean>;
  /** RealmRepresentation: switches and policies, without flows, clients or users. */
  readRealm(realm: string): Promise<RealmDocument>;
  /** The partial export: with flows, clients, groups and roles; without users, secrets masked by Keycloak. */
  exportRealm(realm: string): Promise<RealmDocument>;
  /** Adds users with import semantics, all or none; an existing user is an error. Returns user name to id. */
  importUsers(realm: string, users: readonly UserRepresentation[]): Promise<ReadonlyMap<string, string>>;
  deleteUser(realm: string, userId: string): Promise<void>;
  /** The user of exactly this name, or undefined. */
  findUser(realm: string, username: string): Promise<FoundUser | undefined>;
  bruteForceStatus(realm: string, userId: string): Promise<BruteForceStatus>;
  clearBruteForce(realm: string, userId: string): Promise<void>;
  /** Any other call of the Admin API, such as one operation of a flow change. */
  send(call: AdminCall): Promise<AdminReply>;
}

const serverInfo = z.object({ systemInfo: z.object({ version: z.string() }) });
const importReply = z.object({
  results: z.array(z.object({ resourceType: z.string(), resourceName: z.string(), id: z.string() })),
});
const realmReply = z.looseObject({ realm: z.string() });

/** A client of the Admin REST API for the administrator of the master realm. */
export function adminClient(target: AdminTarget): AdminClient {
  const connection = adminConnection(target);
  const { send } = connection;
  const serverVersion = async () => {
    const { body } = await send({ method: 'GET', path: '/serverinfo' });
    return serverInfo.parse(body).systemInfo.version;
  };
  return { send, serverVersion, ...realmCalls(connection), ...userCalls(connection), ...lockCalls(connection) };
}

const inRealm = (realm: string, rest = '') => `/realms/${encodeURIComponent(realm)}${rest}`;

/** Milliseconds a realm may take: its keys are made with it, and imports wait for each other. */
const IMPORT_PATIENCE = 180_000;

type RealmCalls = Pick<
  AdminClient,
  'createRealm' | 'deleteRealm' | 'renameRealm' | 'hasRealm' | 'readRealm' | 'exportRealm'
>;

function realmCalls({ send, forgetToken }: AdminConnection): RealmCalls {
  const exportPath = '/partial-export?exportClients=true&exportGroupsAndRoles=true';
  return {
    createRealm: async (document) => {
      await send({ method: 'POST', path: '/realms', body: document, timeout: IMPORT_PATIENCE });
      forgetToken();
    },
    deleteRealm: async (realm) => {
      await send({ method: 'DELETE', path: inRealm(realm) });
    },
    renameRealm: async (realm, name) => {
      await send({ method: 'PUT', path: inRealm(realm), body: { realm: name } });
      forgetToken();
    },
    hasRealm: async (realm) => {
      const { body } = await send({ method: 'GET', path: '/realms?briefRepresentation=true' });
      return z
        .array(realmReply)
        .parse(body)
        .some((each) => each.realm === realm);
    },
    readRealm: async (realm) => realmReply.parse((await send({ method: 'GET', path: inRealm(realm) })).body),
    exportRealm: async (realm) =>
      realmReply.parse((await send({ method: 'POST', path: inRealm(realm, exportPath) })).body),
  };
}

type UserCalls = Pick<AdminClient, 'importUsers' | 'deleteUser' | 'findUser'>;

function userCalls({ send }: AdminConnection): UserCalls {
  return {
    importUsers: async (realm, users) => {
      const body = { ifResourceExists: 'FAIL', users };
      const reply = await send({ method: 'POST', path: inRealm(realm, '/partialImport'), body });
      const rows = importReply.parse(reply.body).results.filter((row) => row.resourceType === 'USER');
      return new Map(rows.map((row) => [row.resourceName, row.id]));
    },
    deleteUser: async (realm, userId) => {
      await send({ method: 'DELETE', path: inRealm(realm, `/users/${encodeURIComponent(userId)}`) });
    },
    findUser: async (realm, username) => {
      const query = new URLSearchParams({ username, exact: 'true' });
      const { body } = await send({ method: 'GET', path: inRealm(realm, `/users?${query}`) });
      return z.array(foundUser).parse(body)[0];
    },
  };
}

type LockCalls = Pick<AdminClient, 'bruteForceStatus' | 'clearBruteForce'>;

function lockCalls({ send }: AdminConnection): LockCalls {
  const path = (realm: string, userId: string) =>
    inRealm(realm, `/attack-detection/brute-force/users/${encodeURIComponent(userId)}`);
  return {
    bruteForceStatus: async (realm, userId) =>
      bruteForce.parse((await send({ method: 'GET', path: path(realm, userId) })).body),
    clearBruteForce: async (realm, userId) => {
      await send({ method: 'DELETE', path: path(realm, userId) });
    },
  };
}
