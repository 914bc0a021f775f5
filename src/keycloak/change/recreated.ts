import { adminPath } from './admin-path.ts';
import { rowsOf, subflowOf } from './flow-tree.ts';
import type { AdminOperation } from './operation.ts';
import type { DraftExecution, DraftFlow, RealmDraft } from './realm-draft.ts';

/** The operations that put every row of a flow, and what stands in it, where it was; undefined where none do. */
export function recreatedRows(draft: RealmDraft, flow: DraftFlow): readonly AdminOperation[] | undefined {
  return joined(rowsOf(flow).map((row) => recreatedRow(draft, flow.alias, row)));
}

/** The operations that put one row back into its flow. */
export function recreatedRow(
  draft: RealmDraft,
  parent: string,
  row: DraftExecution,
): readonly AdminOperation[] | undefined {
  const inner = subflowOf(draft, row);
  const { requirement } = row;
  const priority = row.priority ?? 0;
  const path = adminPath('/authentication/flows/{flow}/executions', { flow: parent });
  if (!inner) {
    if (!row.authenticator) return undefined;
    const config = draft.realm.authenticatorConfig.find(({ alias }) => alias === row.authenticatorConfig);
    const body = { provider: row.authenticator, requirement, priority, ...(config && { config: configOf(config) }) };
    return [{ method: 'POST', path: `${path}/execution`, body }];
  }
  if (inner.providerId !== 'basic-flow') return undefined;
  const body = {
    alias: inner.alias,
    type: inner.providerId,
    description: inner.description ?? '',
    requirement,
    priority,
  };
  return joined([[{ method: 'POST', path: `${path}/flow`, body }], recreatedRows(draft, inner)]);
}

function configOf({ alias, config }: RealmDraft['realm']['authenticatorConfig'][number]) {
  return { alias, config: { ...config } };
}

function joined(parts: readonly (readonly AdminOperation[] | undefined)[]): readonly AdminOperation[] | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known.flat() : undefined;
}
