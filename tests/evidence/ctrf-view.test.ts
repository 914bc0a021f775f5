import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ctrfJson } from '../../src/evidence/ctrf-view.ts';
import { smallSummary } from './sample-golden.ts';

const report = JSON.parse(ctrfJson(smallSummary()));

test('the view has this shape', () => {
  assert.deepEqual(
    { ...report, results: { ...report.results, tests: report.results.tests[2] } },
    {
      reportFormat: 'CTRF',
      specVersion: '0.0.0',
      generatedBy: 'flowproof',
      results: {
        tool: { name: 'flowproof' },
        summary: { tests: 7, passed: 1, failed: 3, skipped: 1, pending: 0, other: 2, flaky: 1, start: 0, stop: 0 },
        tests: {
          name: 'signs in',
          status: 'failed',
          rawStatus: 'failed',
          duration: 0,
          flaky: false,
          suite: ['FLOW-AUTH-MFA-001', 'happy'],
          labels: { flow_id: 'FLOW-AUTH-MFA-001', subpath: 'happy', matrix_id: 'UAT-AUTH-001' },
        },
      },
    },
  );
});

test('what did not run and what has no test is other, never skipped', () => {
  const raw = report.results.tests.filter((row: { status: string }) => row.status === 'other');
  assert.deepEqual(
    raw.map((row: { rawStatus: string }) => row.rawStatus),
    ['did_not_run', 'blocked'],
  );
});

test('it leaves out every field that can leak', () => {
  assert.doesNotMatch(
    ctrfJson(smallSummary()),
    /"(message|trace|snippet|stdout|stderr|parameters|attachments|screenshot|filePath|environment)"/,
  );
});
