import { SUBPATHS, type Subpath } from '../../src/flow-id.ts';
import type { Cell, FlowRow, TestRow } from '../../src/summary/summary.ts';

export const MFA = 'FLOW-AUTH-MFA-001';
export const LAUNCH = 'FLOW-COMPUTE-LAUNCH-001';
export const PROFILE = 'FLOW-ACCOUNT-PROFILE-002';

/** A flow whose eight subpaths are each proved by the test of its name. */
export function sampleFlow(
  id: string,
  title: string,
  { priority, persona }: Pick<FlowRow, 'priority' | 'persona'>,
): FlowRow {
  return {
    flow_id: id,
    title,
    priority,
    persona,
    matrix_ids: [`UAT-${id.split('-')[1]}-001`],
    status: 'ready_for_uat',
    state: 'passed',
    cells: SUBPATHS.map((subpath) => ({
      subpath,
      state: 'passed',
      reason: 'Proved by one test.',
      tests: [`${id}-${subpath}`],
      lane: 'disposable',
    })),
  };
}

/** The same flow with one cell that is not green; a reason that begins with `No test` leaves it without tests. */
export function withCell(
  row: FlowRow,
  { subpath, state, reason }: Pick<Cell, 'subpath' | 'state' | 'reason'>,
): FlowRow {
  const tests = (cell: Cell) => (reason.startsWith('No test') ? [] : cell.tests);
  const cells = row.cells.map((cell) =>
    cell.subpath === subpath
      ? { subpath, state, reason, next: 'Write or repair the test named here.', tests: tests(cell) }
      : cell,
  );
  return { ...row, cells };
}

/** A passed test of one cell, without journeys. */
export function sampleTest(id: string, subpath: Subpath): TestRow {
  return {
    id: `${id}-${subpath}`,
    title: `${subpath}: what the product does here`,
    flow_id: id,
    subpath,
    matrix_id: `UAT-${id.split('-')[1]}-001`,
    outcome: 'passed',
    journeys: [],
    pictures: [],
  };
}
