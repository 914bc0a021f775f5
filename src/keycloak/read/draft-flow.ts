import type { Execution, Flow, Requirement } from '../realm.ts';

/** A row as it stands in the document, before it gets its id. */
export interface DraftRow {
  readonly authenticator?: string;
  readonly subflow?: string;
  readonly requirement: Requirement;
  readonly priority: number;
  readonly config?: Readonly<Record<string, string>>;
}

export interface DraftFlow {
  readonly alias: string;
  readonly id: string;
  readonly provider_id: string;
  readonly top_level: boolean;
  readonly rows: readonly DraftRow[];
}

/** Rows run by ascending priority; rows of one priority keep the order of the document, which the server does not promise. */
export function inOrder(rows: readonly DraftRow[]): DraftRow[] {
  return rows.toSorted((left, right) => left.priority - right.priority);
}

/** Gives every row its id and its place. */
export function finishFlows(drafts: readonly DraftFlow[]): Map<string, Flow> {
  return new Map(
    drafts.map(({ alias, id, provider_id, top_level, rows }) => [
      alias,
      { id, alias, provider_id, top_level, executions: withIds(alias, inOrder(rows)) },
    ]),
  );
}

function withIds(alias: string, rows: readonly DraftRow[]): Execution[] {
  const seen = new Map<string, number>();
  return rows.map(({ subflow, ...row }) => {
    const name = `${alias}/${subflow ?? row.authenticator ?? '(nothing)'}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const id = count === 1 ? name : `${name}~${count}`;
    return { id, parent: alias, ...row, ...(subflow === undefined ? {} : { flow: subflow }) };
  });
}
