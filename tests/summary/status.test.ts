import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestCase, TestResult } from '@playwright/test/reporter';
import { statusOf } from '../../src/summary/status.ts';

type Attempt = readonly [TestResult['status'], worker?: number];

interface Row {
  readonly name: string;
  readonly attempts: readonly Attempt[];
  readonly expected: TestCase['expectedStatus'];
  readonly outcome: ReturnType<TestCase['outcome']>;
  readonly is: string;
  readonly reason?: RegExp;
}

/** What Playwright 1.65 reports in each case, and what it means. */
const ROWS: readonly Row[] = [
  { name: 'pass', attempts: [['passed', 0]], expected: 'passed', outcome: 'expected', is: 'passed' },
  { name: 'declared skip', attempts: [['skipped', -1]], expected: 'skipped', outcome: 'skipped', is: 'skipped' },
  { name: 'skip at run time', attempts: [['skipped', 0]], expected: 'skipped', outcome: 'skipped', is: 'skipped' },
  { name: 'test.fail fails', attempts: [['failed', 0]], expected: 'failed', outcome: 'expected', is: 'known_defect' },
  {
    name: 'test.fail passes',
    attempts: [['passed', 0]],
    expected: 'failed',
    outcome: 'unexpected',
    is: 'failed',
    reason: /stale/,
  },
  {
    name: 'flaky',
    attempts: [
      ['failed', 0],
      ['passed', 1],
    ],
    expected: 'passed',
    outcome: 'flaky',
    is: 'flaky',
  },
  { name: 'failure', attempts: [['failed', 0]], expected: 'passed', outcome: 'unexpected', is: 'failed' },
  {
    name: 'timeout',
    attempts: [['timedOut', 0]],
    expected: 'passed',
    outcome: 'unexpected',
    is: 'failed',
    reason: /out of time/,
  },
  { name: 'dead worker', attempts: [['failed', 0]], expected: 'passed', outcome: 'unexpected', is: 'failed' },
  {
    name: 'serial sibling of a failure',
    attempts: [['skipped', -1]],
    expected: 'passed',
    outcome: 'skipped',
    is: 'did_not_run',
    reason: /before it failed, or the run ended/,
  },
  {
    name: 'Ctrl-C',
    attempts: [['interrupted', 0]],
    expected: 'passed',
    outcome: 'skipped',
    is: 'did_not_run',
    reason: /interrupted/,
  },
  {
    name: 'began but never ended',
    attempts: [['skipped', 0]],
    expected: 'passed',
    outcome: 'skipped',
    is: 'did_not_run',
    reason: /or the run ended first/,
  },
  {
    name: 'never started',
    attempts: [],
    expected: 'passed',
    outcome: 'skipped',
    is: 'did_not_run',
    reason: /never started/,
  },
  {
    name: 'a declared skip that was never reached',
    attempts: [],
    expected: 'skipped',
    outcome: 'skipped',
    is: 'did_not_run',
    reason: /never started/,
  },
  {
    name: 'a known defect that was never reached',
    attempts: [['skipped', -1]],
    expected: 'failed',
    outcome: 'skipped',
    is: 'did_not_run',
  },
  {
    name: 'a failure whose retry was interrupted',
    attempts: [
      ['failed', 0],
      ['interrupted', 1],
    ],
    expected: 'passed',
    outcome: 'unexpected',
    is: 'failed',
  },
];

for (const { name, attempts, expected, outcome, is, reason } of ROWS)
  test(`${name} is ${is}`, () => {
    const found = statusOf({ outcome: () => outcome, expectedStatus: expected, results: attempts.map(resultOf) });
    assert.equal(found.outcome, is);
    assert.match(found.reason ?? '', reason ?? /^([A-Z].*\.)?$/);
  });

function resultOf([status, workerIndex = -1]: Attempt, retry: number): TestResult {
  return {
    status,
    workerIndex,
    retry,
    annotations: [],
    attachments: [],
    duration: 0,
    errors: [],
    parallelIndex: 0,
    startTime: new Date(0),
    stderr: [],
    stdout: [],
    steps: [],
  };
}
