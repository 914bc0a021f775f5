import { Problem } from '../../problem.ts';
import type { AdminOperation, OperationOptions } from './operation.ts';

/** A realm document as an export has it. */
export type RealmExport = { readonly realm: string } & Readonly<Record<string, unknown>>;

/** The realm document after these operations of the Admin REST API. Throws the located `Problem` of what does not apply. */
export function applyOperations(
  document: RealmExport,
  operations: readonly AdminOperation[],
  { file }: OperationOptions,
): RealmExport {
  if (operations.length === 0) return document;
  throw new Problem({
    code: 'realm-unsupported',
    what: 'operations cannot be applied yet',
    ...(file !== undefined && { at: { file } }),
    next: 'name a target export',
  });
}
