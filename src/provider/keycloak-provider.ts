import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../problem.ts';
import { attachedRealm } from './attached-realm.ts';
import { type AdminClient, adminClient } from './keycloak/admin.ts';
import { withFreshIds } from './keycloak/fresh-ids.ts';
import { type Connection, readConnection } from './keycloak-connection.ts';
import type { HeldUser, Provider, RealmSource } from './provider.ts';

const credentials = z.array(z.object({ type: z.string() }));

/**
 * Imports the realm into the server of this run, under a name of its own, and deletes it at the end; where the run has
 * a realm already, that one is played in and left as it is.
 */
export async function openKeycloak(source: RealmSource, env: NodeJS.ProcessEnv): Promise<Provider> {
  const connection = readConnection(env);
  checkVersion(connection, source.version);
  const client = adminClient({
    baseUrl: connection.baseUrl,
    username: connection.username,
    password: () => connection.password,
  });
  const { realm, stop } = attachedTo(env) ?? (await ownRealm(client, source));
  return {
    lane: 'disposable',
    record: {
      name: 'keycloak',
      version: connection.version,
      realm: source.document.realm,
      realm_sha256: source.sha256,
    },
    issuer: `${connection.baseUrl}/realms/${realm}`,
    addUser: async (user) => void (await client.importUsers(realm, [user])),
    findUser: (username) => held(client, realm, username),
    clearFailures: async (username) => client.clearBruteForce(realm, await idOf(client, realm, username)),
    stop,
  };
}

type Tenure = Pick<Provider, 'stop'> & { readonly realm: string };

function attachedTo(env: NodeJS.ProcessEnv): Tenure | undefined {
  const attached = attachedRealm(env);
  return attached && { realm: attached.realm, stop: async () => undefined };
}

async function ownRealm(client: AdminClient, { document }: RealmSource): Promise<Tenure> {
  const realm = `${document.realm}-${randomBytes(4).toString('hex')}`;
  await client.createRealm(withFreshIds({ ...document, realm }));
  return { realm, stop: () => client.deleteRealm(realm) };
}

async function held(client: AdminClient, realm: string, username: string): Promise<HeldUser | undefined> {
  const user = await client.findUser(realm, username);
  if (!user) return undefined;
  const path = `/realms/${encodeURIComponent(realm)}/users/${encodeURIComponent(user.id)}/credentials`;
  const { body } = await client.send({ method: 'GET', path });
  return { enabled: user.enabled, credentials: credentials.parse(body).map(({ type }) => type) };
}

async function idOf(client: AdminClient, realm: string, username: string): Promise<string> {
  const user = await client.findUser(realm, username);
  if (user) return user.id;
  throw new Problem({
    code: 'persona-unknown',
    what: 'the realm does not hold this persona',
    next: 'run its journey first',
  });
}

function checkVersion({ version }: Connection, wanted: string): void {
  if (version === wanted) return;
  throw new Problem({
    code: 'keycloak-failed',
    what: `the server is Keycloak ${version}`,
    expected: `Keycloak ${wanted}, which the contract names`,
    next: 'start that version, or change provider_state.version of the contract',
  });
}
