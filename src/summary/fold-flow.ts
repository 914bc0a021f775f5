import { SUBPATHS, type Subpath } from '../flow-id.ts';
import { coverageLevel } from '../matrix/coverage-level.ts';
import { strongest } from '../matrix/lane-order.ts';
import type { MatrixRow } from '../matrix/matrix.ts';
import { worst } from './in-order.ts';
import type { Cell, CellState, FlowRow, TestRow } from './summary.ts';
import { type Ballot, type Vote, voteOf, voteWithoutTest } from './vote.ts';

/** The worst vote decides. */
export const WORST_FIRST: readonly CellState[] = ['failed', 'blocked', 'flaky', 'waived', 'passed'];

/** The tests of one flow, by subpath; a subpath without tests may be absent. */
export type TestsBySubpath = ReadonlyMap<Subpath, readonly TestRow[]>;

/** One row of the matrix with its eight cells. A row whose status is not ready is blocked however its tests went. */
export function foldFlow(row: MatrixRow, tests: TestsBySubpath, today: string): FlowRow {
  const cells = SUBPATHS.map((subpath) => foldCell({ row, subpath, today }, tests.get(subpath) ?? []));
  const proofs = cells.filter((cell) => cell.state === 'passed').map(({ subpath, lane }) => ({ subpath, lane }));
  const states = [...cells.map((cell) => cell.state), ...(isReady(row) ? [] : (['blocked'] as const))];
  return {
    flow_id: row.flow_id,
    title: row.title ?? row.flow_id,
    priority: row.priority,
    persona: row.persona,
    matrix_ids: [...row.matrix_ids],
    status: row.status,
    coverage_level: coverageLevel(row, proofs),
    state: worst(states, WORST_FIRST) ?? 'blocked',
    cells,
  };
}

/** Whether the row itself says that broad validation may begin, or that its gap was accepted. */
export function isReady({ status }: Pick<FlowRow, 'status'>): boolean {
  return status === 'ready_for_uat' || status === 'accepted_gap';
}

function foldCell(ballot: Ballot, tests: readonly TestRow[]): Cell {
  const votes = tests.length > 0 ? tests.map((test) => voteOf(test, ballot)) : [voteWithoutTest(ballot)];
  const counted = strongEnough(votes);
  const state =
    worst(
      counted.map((vote) => vote.state),
      WORST_FIRST,
    ) ?? 'blocked';
  const deciding = counted.filter((vote) => vote.state === state);
  const lane = strongest(deciding.flatMap((vote) => vote.lane ?? []));
  const { reason = '', next, waiver } = deciding[0] ?? {};
  return {
    subpath: ballot.subpath,
    state,
    reason: state === 'passed' && deciding.length > 1 ? provedBy(deciding.length, lane) : reason,
    ...(next ? { next } : {}),
    tests: tests.map((test) => test.id),
    ...(lane ? { lane } : {}),
    ...(waiver ? { waiver } : {}),
  };
}

/** A pass in a weaker lane takes nothing away from a pass in the lane that is demanded. */
function strongEnough(votes: readonly Vote[]): readonly Vote[] {
  const proved = votes.some((vote) => vote.state === 'passed' || vote.state === 'flaky');
  return proved ? votes.filter((vote) => !vote.too_weak) : votes;
}

function provedBy(count: number, lane: string | undefined): string {
  return `${count} tests prove it${lane ? ` in the lane ${lane}` : ''}.`;
}
