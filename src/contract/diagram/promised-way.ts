import { givesRightAnswer } from '../../keycloak/machine/gives-right-answer.ts';
import type { MachineEdge } from '../../keycloak/machine/machine.ts';
import type { BrowserState } from '../../trace.ts';
import type { ExpectedState } from '../contract.ts';
import type { SightedMachine, Way } from '../review/sighted-machine.ts';

/** How far the machine keeps a promise: a way through the promised columns, and the first of them that does not come. */
export interface PromisedWay {
  /** False when not even the first page is the promised one. */
  readonly begins: boolean;
  readonly edges: readonly MachineEdge[];
  readonly missing?: ExpectedState;
}

interface At {
  readonly id: string;
  readonly column: number;
  readonly edges: readonly MachineEdge[];
}

/** The shortest way through the promised columns, right answers before others. A page that comes back stays in its column. */
export function promisedWay(sighted: SightedMachine, promised: readonly ExpectedState[]): PromisedWay {
  const { initial, arrives } = sighted;
  if (!keeps(promised[0], initial.page, arrives)) return { begins: false, edges: [], ...missing(promised[0]) };
  const { edges, column } = farthest(sighted, promised);
  return { begins: true, edges, ...missing(promised[column + 1]) };
}

/** Breadth-first: the first to come to a column came there on a shortest way. */
function farthest(sighted: SightedMachine, promised: readonly ExpectedState[]): At {
  let best: At = { id: sighted.initial.id, column: 0, edges: [] };
  const open: At[] = [best];
  const seen = new Set<string>();
  for (const at of open) {
    if (at.column > best.column) best = at;
    const unseen = onward(sighted, promised, at).filter(({ column, id }) => !seen.has(`${column} ${id}`));
    for (const { column, id } of unseen) seen.add(`${column} ${id}`);
    open.push(...unseen);
  }
  return best;
}

function missing(column: ExpectedState | undefined): Pick<PromisedWay, 'missing'> {
  return column ? { missing: column } : {};
}

function onward({ ways }: SightedMachine, promised: readonly ExpectedState[], { id, column, edges }: At): At[] {
  return rightFirst(ways.get(id) ?? []).flatMap(({ to, arrives, edge }) => {
    const next = [column + 1, column].find((each) => keeps(promised[each], to.page, arrives));
    return next === undefined ? [] : [{ id: to.id, column: next, edges: [...edges, edge] }];
  });
}

function rightFirst(ways: readonly Way[]): Way[] {
  return ways.toSorted((one, other) => Number(givesRightAnswer(other.edge)) - Number(givesRightAnswer(one.edge)));
}

function keeps(column: ExpectedState | undefined, page: string, arrives: BrowserState): boolean {
  return column?.state === arrives && (column.page === undefined || column.page === page);
}
