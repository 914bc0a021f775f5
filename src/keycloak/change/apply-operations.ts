import { Problem } from '../../problem.ts';
import type { AdminOperation, OperationOptions } from './operation.ts';
import { type RealmDraft, realmDraft } from './realm-draft.ts';
import { type Recognised, recognise } from './recognise.ts';

/** A realm document as an export has it. */
export type RealmExport = { readonly realm: string } & Readonly<Record<string, unknown>>;

/**
 * The realm document after these operations of the Admin REST API, which it does not change itself. Throws a located
 * `Problem`: `contract-invalid` for operations that are not supported, `change-inapplicable` for one that the server
 * would refuse on this realm.
 */
export function applyOperations(
  document: RealmExport,
  operations: readonly AdminOperation[],
  options: OperationOptions,
): RealmExport {
  const draft = realmDraft(document, options.version);
  for (const operation of recognise(operations, options)) operation.apply(draft);
  return exportOf(draft, document);
}

/** Without the empty lists that reading added: a server takes an empty list of flows for all there are. */
function exportOf({ realm }: RealmDraft, document: RealmExport): RealmExport {
  const added = Object.entries(realm).filter(([key]) => !Object.hasOwn(document, key));
  const empty = added.filter(([, value]) => isEmpty(value)).map(([key]) => key);
  const kept = Object.entries(realm).filter(([key]) => !empty.includes(key));
  return { ...Object.fromEntries(kept), realm: realm.realm };
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.values(value).every(isEmpty);
}

/** A recognised operation with what takes it back, in the order to be sent. */
export interface Reversible {
  readonly operation: Recognised;
  readonly undo: readonly AdminOperation[];
}

/** Each operation with its inverse on this realm. Throws as `applyOperations` does, and where there is no inverse. */
export function reversible(
  document: RealmExport,
  operations: readonly AdminOperation[],
  options: OperationOptions,
): readonly Reversible[] {
  let before = realmDraft(document, options.version);
  return recognise(operations, options).map((operation) => {
    const after = realmDraft(before.realm, options.version);
    operation.apply(after);
    const undo = undoing(operation, before, after);
    refuseUnless(undo, { operation, after, version: options.version });
    before = after;
    return { operation, undo };
  });
}

function undoing(operation: Recognised, before: RealmDraft, after: RealmDraft): readonly AdminOperation[] {
  const undo = operation.undo(before, after);
  if (undo) return undo;
  throw operation.refused({
    what: 'nothing takes this operation back, so that no rollback could',
    next: 'Change something else, or name a whole realm export as target, which is replaced as a whole.',
  });
}

interface Taking {
  readonly operation: Recognised;
  readonly after: RealmDraft;
  readonly version: string;
}

/** An inverse that would only fail when it is needed is none: it is understood, and applies to what the change leaves. */
function refuseUnless(undo: readonly AdminOperation[], { operation, after, version }: Taking): void {
  try {
    applyOperations(after.realm, undo, { version });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw operation.refused({
      what: `what would take this operation back does not: ${error.details[0]?.what}`,
      next: 'Change something else, or name a whole realm export as target, which is replaced as a whole.',
    });
  }
}
