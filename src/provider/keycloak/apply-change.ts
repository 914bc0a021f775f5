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

/** Where a change is made: `source` is what a replaced realm goes back to; `taken` is told each step before it is sent. */
export interface Changing extends LiveRealm {
  readonly source: RealmSource;
  readonly log: (line: string) => void;
  readonly taken: (step: Taken) => void;
}

/**
 * Makes a change on a running realm. Operations are held against the realm as it stands first, so that one that does
 * not apply, or that nothing takes back, is refused before any is sent. A target replaces the realm under its name.
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

async function replaceRealm(at: Changing, target: RealmSource): Promise<void> {
  at.log(`the realm ${at.realm} is replaced by the target export, under the same name`);
  at.taken({ what: 'the realm was replaced by the target export', undo: () => importAgain(at, at.source) });
  await importAgain(at, target);
}

async function importAgain({ client, realm }: LiveRealm, { document }: RealmSource): Promise<void> {
  await client.deleteRealm(realm);
  await client.createRealm(withFreshIds({ ...document, realm }));
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
