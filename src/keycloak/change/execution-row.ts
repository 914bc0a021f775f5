import { type Row, rowsBelow, rowsOf } from './flow-tree.ts';
import { knownFlow, unknownName } from './known.ts';
import type { Call } from './operation.ts';
import type { DraftExecution, DraftFlow, RealmDraft } from './realm-draft.ts';

type Meant = Call<
  '/authentication/flows/{flow}/executions',
  {
    readonly providerId?: string | undefined;
    readonly displayName?: string | undefined;
    readonly alias?: string | undefined;
    readonly level?: 0 | undefined;
    readonly index?: number | undefined;
  }
>;

/** The one row that a body means, in a flow or in the flows inside it. */
export function meantRow(draft: RealmDraft, call: Meant): Row {
  const flow = knownFlow(draft, call.params.flow, call);
  const { providerId, displayName, alias, level, index } = call.body;
  const found = rowsBelow(draft, flow).filter(
    ({ execution, flow: parent }) =>
      (providerId === undefined || execution.authenticator === providerId) &&
      (displayName === undefined || execution.flowAlias === displayName) &&
      (alias === undefined || execution.authenticatorConfig === alias) &&
      (level === undefined || parent === flow) &&
      (index === undefined || rowsOf(parent).indexOf(execution) === index),
  );
  const [only, second] = found;
  const name = [providerId, displayName, alias].filter(Boolean).join(' ') || `number ${index}`;
  const known = rowsBelow(draft, flow).map(({ execution }) => nameOf(execution));
  if (!only) throw call.refused(unknownName('execution', name, { path: ['body'], known }));
  if (second) throw call.refused({ path: ['body'], what: `${found.length} executions are "${name}"`, ...NARROWER });
  return only;
}

const NARROWER = { expected: 'one execution', next: 'Say the alias of its config, or name the flow it stands in.' };

/** The one row of a flow that a path names: provider, subflow, config, or place. */
export function namedRow(flow: DraftFlow, call: Call<'/{flow}/{execution}', unknown>): DraftExecution {
  const name = call.params.execution;
  const rows = rowsOf(flow);
  const found = /^\d+$/.test(name)
    ? rows.slice(Number(name)).slice(0, 1)
    : rows.filter((row) => namesOf(row).includes(name));
  const [only, second] = found;
  if (!only) throw call.refused(unknownName('execution', name, { path: ['path'], known: rows.map(nameOf) }));
  if (second)
    throw call.refused({ path: ['path'], what: `${found.length} executions are "${name}"`, ...NARROWER_PLACE });
  return only;
}

const NARROWER_PLACE = {
  expected: 'one execution',
  next: 'Say the alias of its config, or its place, counted from 0.',
};

function namesOf({ authenticator, flowAlias, authenticatorConfig }: DraftExecution): string[] {
  return [authenticator, flowAlias, authenticatorConfig].filter((name) => typeof name === 'string');
}

const nameOf = (row: DraftExecution) => namesOf(row)[0] ?? '';
