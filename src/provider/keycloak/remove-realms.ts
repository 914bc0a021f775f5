import type { AdminClient } from './admin.ts';

/** What became of a realm that was to be removed; `unknown` where the server does not say. */
export interface Removal {
  readonly realm: string;
  readonly fate: 'gone' | 'stands' | 'unknown';
  /** Why it is not known to be gone. */
  readonly error?: unknown;
}

type Server = Pick<AdminClient, 'hasRealm' | 'deleteRealm'>;

/** Removes realms, each of them also where another one stays. Gone is what was deleted, or what the server denies having. Never throws. */
export async function removeRealms(server: Server, realms: readonly string[]): Promise<readonly Removal[]> {
  const removals: Removal[] = [];
  for (const realm of realms) removals.push(await removeOne(server, realm));
  return removals;
}

async function removeOne(server: Server, realm: string): Promise<Removal> {
  try {
    if (await server.hasRealm(realm)) await server.deleteRealm(realm);
    return { realm, fate: 'gone' };
  } catch (error) {
    // A deletion that was not answered may have been done all the same.
    const stands = await server.hasRealm(realm).catch(() => undefined);
    if (stands === false) return { realm, fate: 'gone' };
    return { realm, fate: stands ? 'stands' : 'unknown', error };
  }
}
