import { z } from 'zod';
import { withAttribute } from '../action/profile-actions.ts';
import { own } from '../own.ts';
import type { User } from '../realm.ts';
import type { World } from '../world.ts';

const set = z.record(z.string(), z.unknown());

/** Changes an administrator makes between two visits. */
export const adminSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('clear_failures'), username: z.string() }),
  z.object({ op: z.literal('update_realm'), set }),
  z.object({ op: z.literal('update_user'), username: z.string(), set }),
  z.object({ op: z.literal('update_client'), client_id: z.string(), set }),
  z.object({ op: z.literal('revoke_consent'), username: z.string(), client_id: z.string() }),
  z.object({ op: z.literal('add_client_scope'), client_id: z.string(), scope: z.string() }),
]);
export type AdminChange = z.infer<typeof adminSchema>;

/** The realm document and the world, both as changed so far. */
export interface Changed {
  readonly document: unknown;
  readonly world: World;
}

export function applyAdmin(changed: Changed, changes: readonly AdminChange[]): Changed {
  return changes.reduce((current, change) => applyChange(current, change), changed);
}

function applyChange(changed: Changed, change: AdminChange): Changed {
  const { document, world } = changed;
  switch (change.op) {
    case 'clear_failures': {
      const { [change.username.toLowerCase()]: _cleared, ...failures } = world.failures;
      return { document, world: { ...world, failures } };
    }
    case 'update_realm':
      return { document: { ...objectOf(document), ...change.set }, world };
    case 'update_user':
      return {
        document: updated(document, ['users', 'username', change.username], change.set),
        world: updatedUser(world, change),
      };
    case 'update_client':
      return { document: updated(document, ['clients', 'clientId', change.client_id], change.set), world };
    case 'revoke_consent':
      return { document, world: withoutConsent(world, change.username.toLowerCase(), change.client_id) };
    case 'add_client_scope':
      return { document: withScope(document, change.client_id, change.scope), world };
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

type Where = readonly [list: string, key: string, value: string];

/** The document with one member of a list changed; maps such as `attributes` are merged. */
function updated(document: unknown, [list, key, value]: Where, change: Readonly<Record<string, unknown>>): unknown {
  const root = objectOf(document);
  const entries = Array.isArray(root[list]) ? root[list] : [];
  const merge = (entry: unknown) => {
    const before = objectOf(entry);
    return before[key] === value ? merged(before, change) : entry;
  };
  return { ...root, [list]: entries.map(merge) };
}

function merged(before: Record<string, unknown>, change: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const attributes = { ...objectOf(before['attributes']), ...objectOf(change['attributes']) };
  return { ...before, ...change, ...(Object.keys(attributes).length > 0 ? { attributes } : {}) };
}

type Set = Readonly<Record<string, unknown>>;

/** How each member of a user representation changes a user; members left out change nothing. */
const USER_MEMBERS: readonly ((user: User, set: Set) => User)[] = [
  (user, { enabled }) => (typeof enabled === 'boolean' ? { ...user, enabled } : user),
  (user, { emailVerified }) => (typeof emailVerified === 'boolean' ? { ...user, email_verified: emailVerified } : user),
  (user, { requiredActions }) =>
    Array.isArray(requiredActions) ? { ...user, required_actions: requiredActions.map(String) } : user,
  (user, { email }) => (typeof email === 'string' ? withAttribute(user, 'email', [email]) : user),
  (user, { firstName }) => (typeof firstName === 'string' ? withAttribute(user, 'firstName', [firstName]) : user),
  (user, { lastName }) => (typeof lastName === 'string' ? withAttribute(user, 'lastName', [lastName]) : user),
  (user, { attributes }) => ({ ...user, attributes: { ...user.attributes, ...listsOf(attributes) } }),
];

function listsOf(attributes: unknown): Record<string, string[]> {
  const entries = Object.entries(objectOf(attributes));
  return Object.fromEntries(entries.map(([name, value]) => [name, [value].flat().map(String)]));
}

/** A user whom the world has changed already takes the administrator's change on top. */
function updatedUser(world: World, { username, set: change }: Extract<AdminChange, { op: 'update_user' }>): World {
  const name = username.toLowerCase();
  const user = own(world.users, name);
  if (!user) return world;
  const next = USER_MEMBERS.reduce((current, member) => member(current, change), user);
  return { ...world, users: { ...world.users, [name]: next } };
}

function withoutConsent(world: World, name: string, client_id: string): World {
  const user = own(world.users, name);
  if (!user) return world;
  const { [client_id]: _revoked, ...consents } = user.consents;
  return { ...world, users: { ...world.users, [name]: { ...user, consents } } };
}

/** Adds a scope to the client's default ones; the scope exists in the realm already. */
function withScope(document: unknown, client_id: string, scope: string): unknown {
  const root = objectOf(document);
  const clients = Array.isArray(root['clients']) ? root['clients'].map(objectOf) : [];
  const client = clients.find((candidate) => candidate['clientId'] === client_id);
  const defaults = Array.isArray(client?.['defaultClientScopes']) ? client['defaultClientScopes'] : [];
  return updated(document, ['clients', 'clientId', client_id], { defaultClientScopes: [...defaults, scope] });
}
