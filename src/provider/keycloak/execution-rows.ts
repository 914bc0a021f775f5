import { z } from 'zod';
import { Problem } from '../../problem.ts';
import type { AdminClient } from './admin.ts';

/** A realm of a running server, as operations reach it. */
export interface LiveRealm {
  readonly client: AdminClient;
  readonly realm: string;
}

const row = z.looseObject({
  id: z.string(),
  requirement: z.string(),
  displayName: z.string().optional(),
  alias: z.string().optional(),
  providerId: z.string().optional(),
  authenticationConfig: z.string().optional(),
  flowId: z.string().optional(),
  level: z.number(),
  index: z.number(),
  priority: z.number(),
});

/** A row of AuthenticationExecutionInfoRepresentation: `alias` is that of its config, `displayName` of a subflow its alias. */
export type ExecutionRow = z.infer<typeof row>;

/** Which row is meant; what is left out matches any. */
export type RowNames = Partial<Readonly<Record<'providerId' | 'displayName' | 'alias' | 'level' | 'index', unknown>>>;

/** A path inside the realm; its names are encoded. */
export function realmPath(realm: string, [first = '', ...names]: readonly string[]): string {
  const encoded = names.map((name, index) => (index % 2 === 0 ? encodeURIComponent(name) : name));
  return `/realms/${encodeURIComponent(realm)}${first}${encoded.join('')}`;
}

/** The rows of a flow and of the flows inside it, as they run. */
export async function executionRows({ client, realm }: LiveRealm, flow: string): Promise<readonly ExecutionRow[]> {
  const path = realmPath(realm, ['/authentication/flows/', flow, '/executions']);
  return z.array(row).parse((await client.send({ method: 'GET', path })).body);
}

/** The first row that has these names: that it is the only one, the change was checked for. */
export function rowNamed(rows: readonly ExecutionRow[], names: RowNames): ExecutionRow {
  const wanted = Object.entries(names).filter(([, value]) => value !== undefined);
  const found = rows.find((one) => wanted.every(([key, value]) => one[key] === value));
  if (found) return found;
  throw missing(`no execution has ${wanted.map(([key, value]) => `${key} "${value}"`).join(', ')}`);
}

/** What a change was checked against is not there any more when it is sent. */
export function missing(what: string): Problem {
  return new Problem({
    code: 'keycloak-failed',
    what: `the realm is not what it was when the change was checked: ${what}`,
    next: 'make sure that nobody else changes this realm, and try again',
  });
}
