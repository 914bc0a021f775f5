import type { Subpath } from '../flow-id.ts';
import type { Proof } from '../summary/proof.ts';
import type { Cell, CellState, FlowRow, GateRow, Outcome, Summary, TestRow, Verdict } from '../summary/summary.ts';

/** What a tool that reads test reports can tell apart. `blocked` did not run, and is never a skip. */
export type ViewStatus = 'passed' | 'failed' | 'blocked' | 'skipped';

/** One line of a derived view: a test, a gate, the verdict, or a cell that no test speaks for. */
export interface ViewRow {
  readonly suite: string;
  readonly name: string;
  readonly status: ViewStatus;
  readonly raw: Outcome | CellState | GateRow['state'] | Verdict['status'] | Proof['outcome']['status'];
  readonly reason?: string | undefined;
  readonly flow_id?: string | undefined;
  readonly subpath?: Subpath | undefined;
  readonly matrix_id?: string | undefined;
}

const OF_OUTCOME: Readonly<Record<Outcome, ViewStatus>> = {
  passed: 'passed',
  failed: 'failed',
  flaky: 'passed',
  skipped: 'skipped',
  known_defect: 'skipped',
  did_not_run: 'blocked',
};
const OF_CELL: Readonly<Record<CellState, ViewStatus>> = {
  passed: 'passed',
  failed: 'failed',
  flaky: 'passed',
  blocked: 'blocked',
  waived: 'skipped',
};
const OF_GATE: Readonly<Record<GateRow['state'], ViewStatus>> = {
  open: 'passed',
  shut: 'failed',
  not_claimed: 'skipped',
};
const OF_VERDICT: Readonly<Record<Verdict['status'], ViewStatus>> = {
  ready: 'passed',
  blocked: 'failed',
  interrupted: 'failed',
  not_readiness_evidence: 'skipped',
};

/**
 * The rows of JUnit and CTRF. The verdict and the gates are rows too, and so is every cell whose state none of its
 * tests shows: a tool that only counts failures must not see green where the summary says blocked.
 */
export function viewRows(summary: Summary): ViewRow[] {
  const outcomes = new Map(summary.tests.map((test) => [test.id, OF_OUTCOME[test.outcome]]));
  const silent = summary.flows.flatMap((flow) =>
    flow.cells.filter((cell) => isSilent(cell, outcomes)).map((cell) => cellRow(flow, cell)),
  );
  return [
    ...proofRows(summary),
    verdictRow(summary.verdict),
    ...summary.gates.map(gateRow),
    ...summary.tests.map(testRow),
    ...silent,
  ];
}

const OF_PROOF: Readonly<Record<Proof['outcome']['status'], ViewStatus>> = {
  proved: 'passed',
  rehearsed: 'skipped',
  contradicted: 'failed',
  stopped: 'failed',
  incomplete: 'failed',
};

/** Whatever does not prove is not passed, so that no tool sees green in it. */
function proofRows({ proof }: Summary): ViewRow[] {
  if (!proof) return [];
  const { status, reason } = proof.outcome;
  const name = `Does the change do what ${proof.contract} promises?`;
  return [{ suite: 'verdict', name, status: OF_PROOF[status], raw: status, reason }];
}

function verdictRow({ status, reason }: Verdict): ViewRow {
  return { suite: 'verdict', name: 'May this go to UAT?', status: OF_VERDICT[status], raw: status, reason };
}

function gateRow({ id, title, state, fact }: GateRow): ViewRow {
  return { suite: 'gates', name: `${id}: ${title}`, status: OF_GATE[state], raw: state, reason: fact };
}

function testRow({ title, outcome, reason, flow_id, subpath, matrix_id }: TestRow): ViewRow {
  const suite = flow_id ?? 'without a flow';
  return { suite, name: title, status: OF_OUTCOME[outcome], raw: outcome, reason, flow_id, subpath, matrix_id };
}

function cellRow({ flow_id }: FlowRow, { subpath, state, reason }: Cell): ViewRow {
  return { suite: flow_id, name: subpath, status: OF_CELL[state], raw: state, reason, flow_id, subpath };
}

function isSilent(cell: Cell, outcomes: ReadonlyMap<string, ViewStatus>): boolean {
  const shown = cell.tests.some((id) => outcomes.get(id) === OF_CELL[cell.state]);
  return cell.state !== 'passed' && !shown;
}
