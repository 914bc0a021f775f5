import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MatrixRow } from '../../src/matrix/matrix.ts';
import type { TestRow } from '../../src/summary/summary.ts';
import { voteOf, voteWithoutTest } from '../../src/summary/vote.ts';
import { governedUntil, readyRow } from '../matrix/sample-matrix.ts';
import { sampleJourney, sampleTest } from './sample-run.ts';

const today = '2026-11-21';
const disposable = { environment_lane: { lane: 'disposable' as const, reason: 'the realm' } };
const kept = { skips: { happy: governedUntil('2030-12-31') } };
const past = { skips: { happy: governedUntil('2026-11-20') } };
const differs = [sampleJourney({ first_difference: 1, reason: 'promised callback, observed error' })];

interface Row {
  readonly name: string;
  readonly test?: Partial<TestRow>;
  readonly row?: Partial<MatrixRow>;
  readonly state: string;
  readonly reason: RegExp;
  readonly next?: RegExp;
}

const ROWS: readonly Row[] = [
  { name: 'passed', test: {}, state: 'passed', reason: /"T" proves it in the lane simulated\.$/ },
  {
    name: 'passed where nobody knows, and nothing more is demanded',
    test: { lane: undefined },
    state: 'passed',
    reason: /"T" proves it\.$/,
  },
  {
    name: 'simulated never proves disposable',
    test: {},
    row: disposable,
    state: 'blocked',
    reason: /passed in the lane simulated, but FLOW-DEMO-A-001 demands disposable\.$/,
    next: /^Run "T" in the lane disposable\.$/,
  },
  {
    name: 'an unknown lane never proves disposable',
    test: { lane: undefined },
    row: disposable,
    state: 'blocked',
    reason: /in a lane that is not known/,
    next: /disposable/,
  },
  { name: 'a stronger lane', test: { lane: 'kind' }, row: disposable, state: 'passed', reason: /in the lane kind/ },
  {
    name: 'flaky in a lane that is too weak',
    test: { outcome: 'flaky' },
    row: disposable,
    state: 'blocked',
    reason: /demands disposable/,
    next: /^Run "T" in the lane disposable\.$/,
  },
  {
    name: 'passed, but the journey went elsewhere',
    test: { journeys: differs },
    state: 'failed',
    reason: /journey of person differs in column 2 .*: promised callback, observed error\.$/,
    next: /repair/,
  },
  { name: 'flaky', test: { outcome: 'flaky' }, state: 'flaky', reason: /tried again/, next: /^Find out why "T"/ },
  {
    name: 'failed',
    test: { outcome: 'failed', reason: 'It ran out of time.' },
    state: 'failed',
    reason: /^The test "T" failed\. It ran out of time\.$/,
    next: /repair/,
  },
  {
    name: 'did not run',
    test: { outcome: 'did_not_run', reason: 'It never started.' },
    row: kept,
    state: 'blocked',
    reason: /^The test "T" did not run\. It never started\.$/,
    next: /^Run "T" to its end\.$/,
  },
  {
    name: 'skipped without anything',
    test: { outcome: 'skipped' },
    state: 'blocked',
    reason: /^The test "T" is skipped without owner, task, expires, reason\.$/,
    next: /add skips\.happy/,
  },
  {
    name: 'skipped with three of four',
    test: { outcome: 'skipped', skip: { owner: 'o', task: 'T-1', reason: 'r' } },
    state: 'blocked',
    reason: /without expires\.$/,
    next: /./,
  },
  {
    name: 'skipped, governed by the test',
    test: { outcome: 'skipped', skip: governedUntil('2030-12-31') },
    state: 'waived',
    reason: /waived until 2030-12-31 by team: It cannot be driven\.$/,
  },
  { name: 'skipped, governed by the matrix', test: { outcome: 'skipped' }, row: kept, state: 'waived', reason: /team/ },
  {
    name: 'skipped, expired',
    test: { outcome: 'skipped' },
    row: past,
    state: 'blocked',
    reason: /was waived until 2026-11-20, and that day is past/,
    next: /^Close OPS-FIX-2, or have team accept a new date\.$/,
  },
  {
    name: 'known defect',
    test: { outcome: 'known_defect' },
    state: 'blocked',
    reason: /known defect without owner/,
    next: /Make "T" pass/,
  },
  { name: 'known defect, governed', test: { outcome: 'known_defect' }, row: kept, state: 'waived', reason: /known/ },
  {
    name: 'no test',
    state: 'blocked',
    reason: /^No test proves the happy subpath of FLOW-DEMO-A-001\.$/,
    next: /^Write a test tagged flow\('FLOW-DEMO-A-001', 'happy'\)\.$/,
  },
  { name: 'no test, waived', row: kept, state: 'waived', reason: /^The happy subpath of FLOW-DEMO-A-001 is waived/ },
  { name: 'no test, waiver past', row: past, state: 'blocked', reason: /past/, next: /OPS-FIX-2/ },
  {
    name: 'no test, accepted gap',
    row: { status: 'accepted_gap', accepted_gap: governedUntil('2030-12-31') },
    state: 'waived',
    reason: /waived/,
  },
  {
    name: 'an accepted gap counts only under its status',
    row: { accepted_gap: governedUntil('2030-12-31') },
    state: 'blocked',
    reason: /No test/,
    next: /Write/,
  },
];

for (const { name, test: given, row, state, reason, next } of ROWS)
  test(name, () => {
    const ballot = { row: readyRow(row), subpath: 'happy' as const, today };
    const vote = given ? voteOf(sampleTest({ title: 'T', ...given }), ballot) : voteWithoutTest(ballot);
    assert.equal(vote.state, state);
    assert.match(vote.reason, reason);
    assert.match(vote.next ?? '', next ?? /^$/);
  });
