import { z } from 'zod';
import { type LiveRealm, realmPath } from './execution-rows.ts';

const users = z.array(z.object({ id: z.string(), username: z.string(), federationLink: z.string().optional() }));

/**
 * Every user that a realm holds itself, by id; service accounts included, which the server lists only where something is
 * asked of a user. Those of a user storage provider are not the realm's.
 */
export async function realmUsers({ client, realm }: LiveRealm): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for (const enabled of ['true', 'false']) {
    const path = realmPath(realm, ['/users?max=-1&enabled=', enabled]);
    const { body } = await client.send({ method: 'GET', path });
    for (const { id, username, federationLink } of users.parse(body)) if (!federationLink) all.set(id, username);
  }
  return all;
}
