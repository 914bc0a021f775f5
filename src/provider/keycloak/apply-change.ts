import { reversible } from '../../keycloak/change/apply-operations.ts';
import type { AdminOperation, OperationOptions } from '../../keycloak/change/operation.ts';
import { recognise } from '../../keycloak/change/recognise.ts';
import type { RealmSource } from '../provider.ts';
import type { LiveRealm } from './execution-rows.ts';
import { withFreshIds } from './fresh-ids.ts';
import { sendOperation } from './send-operation.ts';

/** What a contract changes: a whole other realm, or operations of the Admin REST API. */
export type RealmChange =
  | { readonly target: RealmSource }
  | { readonly operations: readonly AdminOperation[]; readonly options: OperationOptions };

/** A step of a change that was begun: what it was, and how it is taken back. */
export interface Taken {
  readonly what: string;
  readonly undo: () => Promise<void>;
}

/** Where a change is made; `taken` is told each step before it is sent. */
export interface Changing extends LiveRealm {
  readonly log: (line: string) => void;
  readonly taken: (step: Taken) => void;
}

/**
 * Makes a change on a running realm. Operations are held against the realm as it stands first, so that one that does
 * not apply, or that nothing takes back, is refused before any is sent. A target stands in the place of the realm.
 */
export async function applyChange(at: Changing, change: RealmChange): Promise<void> {
  if ('target' in change) return replaceRealm(at, change.target);
  const present = await at.client.exportRealm(at.realm);
  for (const { operation, undo } of reversible(present, change.operations, change.options)) {
    at.log(operation.text);
    at.taken(undoing(at, operation.text, { undo, version: change.options.version }));
    await sendOperation(at, operation);
  }
}

/** The source is only set aside: what comes back is the realm that was there, not another import of it. */
async function replaceRealm(at: Changing, target: RealmSource): Promise<void> {
  const { client, realm } = at;
  at.log(`the target export takes the place of the realm ${realm}, which is set aside as ${asideOf(realm)}`);
  at.taken({ what: 'the target export took the place of the realm', undo: () => putBack(at) });
  await client.renameRealm(realm, asideOf(realm));
  await client.createRealm(withFreshIds({ ...target.document, realm }));
}

/** However far the replacement came. */
async function putBack({ client, realm }: LiveRealm): Promise<void> {
  const aside = asideOf(realm);
  if (!(await client.hasRealm(aside))) return;
  if (await client.hasRealm(realm)) await client.deleteRealm(realm);
  await client.renameRealm(aside, realm);
}

/** The name under which a source waits while a target stands in its place. */
export function asideOf(realm: string): string {
  return `${realm}-source`;
}

interface Undoing {
  readonly undo: readonly AdminOperation[];
  readonly version: string;
}

function undoing(at: LiveRealm, what: string, { undo, version }: Undoing): Taken {
  const send = async () => {
    for (const operation of recognise(undo, { version })) await sendOperation(at, operation);
  };
  return { what, undo: send };
}
