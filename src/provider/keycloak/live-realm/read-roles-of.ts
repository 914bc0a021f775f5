import { z } from 'zod';
import { needed, type Reading } from './reading.ts';

/** A client as it is read. */
export interface LiveClient {
  readonly id: string;
  readonly clientId: string;
}

const role = z.looseObject({ id: z.string(), name: z.string(), composite: z.boolean().default(false) });
const part = z.looseObject({
  name: z.string(),
  clientRole: z.boolean().default(false),
  containerId: z.string().optional(),
});

type Role = z.infer<typeof role>;

const ROLES = { what: 'roles', permission: 'view-realm', shape: z.array(role) };
const PARTS = { what: 'composite roles', permission: 'view-realm', shape: z.array(part) };

/** As many as anybody makes; the Admin API pages by 100 otherwise. */
const MOST = 10_000;

/** Realm roles and those of the clients that are looked at, with the roles they are composed of. */
export async function readRolesOf(reading: Reading, clients: readonly LiveClient[]) {
  const names = new Map(clients.map(({ id, clientId }) => [id, clientId]));
  const client: Record<string, object[]> = {};
  for (const { id, clientId } of clients) client[clientId] = await rolesAt(reading, `/clients/${id}`, names);
  return { realm: await rolesAt(reading, '', names), client };
}

async function rolesAt(reading: Reading, path: string, names: ReadonlyMap<string, string>): Promise<object[]> {
  const found: object[] = [];
  for (const each of await needed(reading, `${path}/roles?briefRepresentation=false&first=0&max=${MOST}`, ROLES))
    found.push(each.composite ? { ...each, composites: await partsOf(reading, each, names) } : each);
  return found;
}

/** Roles of clients that are not looked at are nobody's business here. */
async function partsOf(reading: Reading, { id }: Role, names: ReadonlyMap<string, string>) {
  const parts = await needed(reading, `/roles-by-id/${id}/composites`, PARTS);
  const client: Record<string, string[]> = {};
  for (const { name, containerId = '' } of parts.filter(({ clientRole }) => clientRole)) {
    const owner = names.get(containerId);
    if (owner !== undefined) client[owner] = [...(client[owner] ?? []), name];
  }
  return { realm: parts.filter(({ clientRole }) => !clientRole).map(({ name }) => name), client };
}
