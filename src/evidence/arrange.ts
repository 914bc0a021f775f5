import { PRIORITIES, SUBPATHS } from '../flow-id.ts';
import type { CellState, FlowRow, Summary, TestRow } from '../summary/summary.ts';

/** What an approver must see first, within one priority. */
const URGENCY: readonly CellState[] = ['failed', 'blocked', 'flaky', 'waived', 'passed'];
const SEVERITIES = ['error', 'warning', 'info'] as const;

type Key = number | string;

/** Orders rows by keys, most significant first; strings by code unit, so that no locale can change the bytes. */
export function sortedBy<T>(rows: readonly T[], keys: (row: T) => readonly Key[]): T[] {
  const keyed = rows.map((row) => ({ row, key: keys(row) }));
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ row }) => row);
}

function compareKeys(a: readonly Key[], b: readonly Key[]): number {
  const at = a.findIndex((key, index) => key !== b[index]);
  const [left, right] = [a[at] ?? '', b[at] ?? ''];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The summary in reading order: P0 first, then what is not green; tests by flow, subpath and id. */
export function arrange(summary: Summary): Summary {
  return {
    ...summary,
    flows: sortedBy(summary.flows, flowKeys).map(withCellsInOrder),
    tests: sortedBy(summary.tests, testKeys),
    not_tested: sortedBy(summary.not_tested, (row) => [row.flow_id, SUBPATHS.indexOf(row.subpath), row.reason]),
    findings: sortedBy(summary.findings, (row) => [SEVERITIES.indexOf(row.severity), row.rule, row.at, row.message]),
  };
}

function flowKeys(flow: FlowRow): readonly Key[] {
  return [PRIORITIES.indexOf(flow.priority), URGENCY.indexOf(flow.state), flow.flow_id];
}

function withCellsInOrder(flow: FlowRow): FlowRow {
  return { ...flow, cells: sortedBy(flow.cells, (cell) => [SUBPATHS.indexOf(cell.subpath)]) };
}

function testKeys(test: TestRow): readonly Key[] {
  const subpathAt = test.subpath ? SUBPATHS.indexOf(test.subpath) : SUBPATHS.length;
  return [test.flow_id ?? '~', subpathAt, test.id];
}
