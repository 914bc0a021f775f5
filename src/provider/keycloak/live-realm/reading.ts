import type { z } from 'zod';
import { Problem } from '../../../problem.ts';
import type { ReadOnlyAdmin } from './read-only-admin.ts';

/** What of a realm is wanted: only what the personas of a contract can meet. */
export interface LiveWanted {
  readonly realm: string;
  /** By `clientId`. */
  readonly clients: readonly string[];
  /** Paths. */
  readonly groups: readonly string[];
}

/** A realm while it is read, one thing at a time. `base` is its path; `unread` grows by what may not be seen. */
export interface Reading {
  readonly admin: ReadOnlyAdmin;
  readonly realm: string;
  readonly base: string;
  readonly unread: Unread[];
}

/** What this token may not see, or what the server did not tell, and the role of realm-management that shows it. */
export interface Unread {
  readonly what: string;
  readonly permission: string;
}

/** A thing that is read: what it is called, which permission that takes, and its shape. */
export interface Thing<Value> {
  readonly what: string;
  readonly permission: string;
  readonly shape: z.ZodType<Value>;
}

/** Reads what there is no prediction without. Throws a problem with the permission that is missing. */
export async function needed<Value>(reading: Reading, path: string, thing: Thing<Value>): Promise<Value> {
  const value = await wanted(reading, path, thing);
  if (value === undefined) throw noRealm(reading.realm);
  return value;
}

/** The same for what may not be there. */
export async function wanted<Value>(
  { admin, base }: Reading,
  path: string,
  { what, permission, shape }: Thing<Value>,
): Promise<Value | undefined> {
  const answer = await admin.get(`${base}${path}`);
  if (answer === undefined) throw notPermitted(what, permission);
  if (answer === null) return undefined;
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new Problem({
    code: 'keycloak-failed',
    what: `this is no answer of Keycloak's Admin API about ${what}`,
    next: 'check that the address is that of Keycloak itself, with its path prefix if it has one',
  });
}

/** What nobody without this permission can be told. */
function notPermitted(what: string, permission: string): Problem {
  return new Problem({
    code: 'keycloak-failed',
    what: `this token may not read ${what}`,
    expected: `the role ${permission} of the client realm-management, or of the realm's own client in master`,
    next: `grant ${permission} to whose token it is, and get a new token`,
  });
}

export function noRealm(realm: string): Problem {
  return new Problem({
    code: 'keycloak-failed',
    what: `the server has no realm "${realm}"`,
    expected: 'the name of a realm, as its addresses spell it',
    next: 'name the realm with --realm',
  });
}
