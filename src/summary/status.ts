import type { TestCase, TestResult } from '@playwright/test/reporter';
import type { Outcome } from './summary.ts';

/** What Playwright says about one test after the run. */
interface StatusFacts {
  readonly outcome: ReturnType<TestCase['outcome']>;
  readonly expected: TestCase['expectedStatus'];
  readonly results: number;
  readonly last: TestResult['status'] | undefined;
}

/** What became of a test; `reason` is a sentence without paths, durations or messages of the product. */
export interface Status {
  readonly outcome: Outcome;
  readonly reason?: string;
}

interface StatusRow {
  readonly when: (facts: StatusFacts) => boolean;
  readonly is: Status;
}

/**
 * First match wins. Playwright calls everything that did not run `skipped` and `ok`; only a test whose *expected*
 * status is `skipped` was skipped (microsoft/playwright `reporters/base.ts`). `workerIndex` tells a test that had no turn
 * from one that began and never ended, but not after merge-reports, so both have one sentence.
 */
const STATUS_ROWS: readonly StatusRow[] = [
  { when: ({ results }) => results === 0, is: { outcome: 'did_not_run', reason: 'It never started.' } },
  {
    when: ({ outcome, last }) => outcome === 'skipped' && last === 'interrupted',
    is: { outcome: 'did_not_run', reason: 'It was interrupted before it ended.' },
  },
  {
    when: ({ outcome, expected }) => outcome === 'skipped' && expected !== 'skipped',
    is: { outcome: 'did_not_run', reason: 'A test or hook before it failed, or the run ended first.' },
  },
  { when: ({ outcome }) => outcome === 'skipped', is: { outcome: 'skipped', reason: 'It is skipped.' } },
  {
    when: ({ outcome }) => outcome === 'flaky',
    is: { outcome: 'flaky', reason: 'It failed first and passed when it was tried again.' },
  },
  {
    when: ({ outcome, expected, last }) => outcome === 'unexpected' && expected === 'failed' && last === 'passed',
    is: { outcome: 'failed', reason: 'It is marked as a known defect, but it passes: the mark is stale.' },
  },
  {
    when: ({ outcome, last }) => outcome === 'unexpected' && last === 'timedOut',
    is: { outcome: 'failed', reason: 'It ran out of time.' },
  },
  { when: ({ outcome }) => outcome === 'unexpected', is: { outcome: 'failed' } },
  {
    when: ({ expected }) => expected === 'failed',
    is: { outcome: 'known_defect', reason: 'It is marked as a known defect, and it fails as expected.' },
  },
];

/** Tells apart what Playwright's statuses blur: did-not-run from skipped, known defect from passed. */
export function statusOf(test: Pick<TestCase, 'outcome' | 'expectedStatus' | 'results'>): Status {
  const last = test.results.at(-1);
  const facts: StatusFacts = {
    outcome: test.outcome(),
    expected: test.expectedStatus,
    results: test.results.length,
    last: last?.status,
  };
  return STATUS_ROWS.find(({ when }) => when(facts))?.is ?? { outcome: 'passed' };
}
