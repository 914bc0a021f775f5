import type { Summary } from '../summary/summary.ts';
import { canonicalJson } from './canonical-json.ts';
import { type ViewRow, type ViewStatus, viewRows } from './view-rows.ts';
import { visible } from './visible.ts';

type CtrfStatus = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

const STATUS: Readonly<Record<ViewStatus, CtrfStatus>> = {
  passed: 'passed',
  failed: 'failed',
  blocked: 'other',
  skipped: 'skipped',
};

/**
 * `data/views/ctrf.json` (Common Test Report Format), from the summary alone. Times are zero, because the schema
 * demands them and the clock is in `run.json`; `message`, `trace`, `stdout` and their like are left out: they leak.
 */
export function ctrfJson(summary: Summary): string {
  const tests = viewRows(summary).map(ctrfTest);
  const results = { tool: { name: 'flowproof' }, summary: ctrfSummary(tests), tests };
  return canonicalJson({ reportFormat: 'CTRF', specVersion: '0.0.0', generatedBy: 'flowproof', results });
}

type CtrfTest = ReturnType<typeof ctrfTest>;

function ctrfTest(row: ViewRow) {
  return {
    name: visible(row.name) || row.raw,
    status: STATUS[row.status],
    rawStatus: row.raw,
    duration: 0,
    flaky: row.raw === 'flaky',
    suite: [visible(row.suite), ...(row.subpath ? [row.subpath] : [])],
    labels: labels(row),
  };
}

function labels({ flow_id, subpath, matrix_id }: ViewRow): Record<string, string> {
  const named = Object.entries({ flow_id, subpath, matrix_id });
  return Object.fromEntries(named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function ctrfSummary(tests: readonly CtrfTest[]) {
  const count = (status: CtrfStatus) => tests.filter((test) => test.status === status).length;
  return {
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pending: count('pending'),
    other: count('other'),
    flaky: tests.filter((test) => test.flaky).length,
    start: 0,
    stop: 0,
  };
}
