import { z } from 'zod';
import { readGroupsOf } from './read-groups-of.ts';
import { readLiveFlows } from './read-live-flows.ts';
import { type ReadOnlyAdmin, realmPath } from './read-only-admin.ts';
import { type LiveClient, readRolesOf } from './read-roles-of.ts';
import { type LiveWanted, needed, type Reading, type Unread } from './reading.ts';

const record = z.record(z.string(), z.unknown());
const client = z.looseObject({ id: z.string(), clientId: z.string() });

type Row = z.infer<typeof record>;

const REALM = { what: 'the realm', permission: 'view-realm', shape: record };
const ACTIONS = { what: 'required actions', permission: 'view-realm', shape: z.array(record) };

/** Reads what a prediction needs, one thing at a time. Throws a problem for what it cannot do without. */
export async function readSingly(
  admin: ReadOnlyAdmin,
  wanted: LiveWanted,
): Promise<{ readonly document: Row; readonly unread: readonly Unread[] }> {
  const reading: Reading = { admin, realm: wanted.realm, base: realmPath(wanted.realm), unread: [] };
  const realm = await needed(reading, '', REALM);
  const clients = await readClients(reading, wanted.clients);
  const document = {
    ...realm,
    ...(await readLiveFlows(reading)),
    requiredActions: await needed(reading, '/authentication/required-actions', ACTIONS),
    clients,
    roles: await readRolesOf(reading, clients),
    groups: await readGroupsOf(reading, wanted.groups),
    ...(await optional(reading, SCOPES)),
    ...(await optional(reading, PROVIDERS)),
    ...(realm['organizationsEnabled'] === true ? await optional(reading, ORGANIZATIONS) : {}),
    ...(await readProfile(reading)),
  };
  return { document, unread: reading.unread };
}

interface Optional extends Unread {
  readonly path: string;
  readonly member: string;
  /** Who may only know that there are some is answered with none, though every realm has some. */
  readonly never_empty?: boolean;
}

const SCOPES: Optional = {
  ...{ path: '/client-scopes', member: 'clientScopes', never_empty: true },
  ...{ what: 'client scopes', permission: 'view-clients' },
};
const PROVIDERS: Optional = {
  ...{ path: '/identity-provider/instances', member: 'identityProviders' },
  ...{ what: 'identity providers', permission: 'view-identity-providers' },
};
const ORGANIZATIONS: Optional = {
  ...{ path: '/organizations', member: 'organizations' },
  ...{ what: 'organizations', permission: 'manage-realm' },
};
const USER_PROFILE: Unread = { what: 'the user profile', permission: 'view-users' };

/** What a realm may well lack; where it cannot be seen, that is said. */
async function optional(reading: Reading, { path, member, never_empty, ...unread }: Optional): Promise<Row> {
  const answer = await reading.admin.get(`${reading.base}${path}`);
  if (Array.isArray(answer) && (answer.length > 0 || !never_empty)) return { [member]: answer };
  reading.unread.push(unread);
  return {};
}

async function readClients(reading: Reading, names: readonly string[]): Promise<LiveClient[]> {
  const found: LiveClient[] = [];
  for (const name of names) {
    const thing = { what: `the client ${name}`, permission: 'view-clients', shape: z.array(client) };
    found.push(...(await needed(reading, `/clients?clientId=${encodeURIComponent(name)}`, thing)));
  }
  return found;
}

const PROFILE = 'org.keycloak.userprofile.UserProfileProvider';

/** An export holds the user profile as a component. */
async function readProfile(reading: Reading): Promise<Row> {
  const profile = record.safeParse(await reading.admin.get(`${reading.base}/users/profile`));
  if (!profile.success) {
    reading.unread.push(USER_PROFILE);
    return {};
  }
  const config = { 'kc.user.profile.config': [JSON.stringify(profile.data)] };
  return { components: { [PROFILE]: [{ providerId: 'declarative-user-profile', config }] } };
}
