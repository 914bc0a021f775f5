import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SUBPATHS, type Subpath } from '../../src/flow-id.ts';
import { foldFlow } from '../../src/summary/fold-flow.ts';
import type { TestRow } from '../../src/summary/summary.ts';
import { readyRow } from '../matrix/sample-matrix.ts';
import { passedTests, sampleTest } from './sample-run.ts';

const row = readyRow();
const happy = (...outcomes: TestRow['outcome'][]) =>
  new Map([['happy' as Subpath, outcomes.map((outcome, at) => sampleTest({ title: `T${at}`, outcome }))]]);

for (const [outcomes, state] of [
  [['passed', 'passed'], 'passed'],
  [['passed', 'flaky'], 'flaky'],
  [['flaky', 'did_not_run'], 'blocked'],
  [['passed', 'skipped'], 'blocked'],
  [['did_not_run', 'failed'], 'failed'],
] as const)
  test(`${outcomes.join(' and ')} make a ${state} cell`, () => {
    const [cell] = foldFlow(row, happy(...outcomes), '2026-11-21').cells;
    assert.equal(cell?.state, state);
    assert.deepEqual(cell?.tests, ['T0', 'T1']);
  });

test('a flow has always eight cells, in order, and is as good as its worst one', () => {
  const flow = foldFlow(row, happy('passed'), '2026-11-21');
  assert.deepEqual(
    flow.cells.map((cell) => cell.subpath),
    SUBPATHS,
  );
  assert.equal(flow.state, 'blocked');
  assert.equal(flow.cells.filter((cell) => cell.state === 'blocked').length, 7);
});

test('a row whose status is not ready is blocked however its tests went', () => {
  const tests = new Map(passedTests().map((one) => [one.subpath as Subpath, [one]]));
  assert.equal(foldFlow(row, tests, '2026-11-21').state, 'passed');
  assert.equal(foldFlow({ ...row, status: 'needs_e2e' }, tests, '2026-11-21').state, 'blocked');
});

test('a pass in a weaker lane takes nothing away from a pass in the lane that is demanded', () => {
  const demanding = readyRow({ environment_lane: { lane: 'disposable', reason: 'the realm' } });
  const pair = [sampleTest({ title: 'weak' }), sampleTest({ title: 'strong', lane: 'disposable' })];
  const [cell] = foldFlow(demanding, new Map([['happy', pair]]), '2026-11-21').cells;
  assert.equal(cell?.state, 'passed');
  assert.equal(cell?.lane, 'disposable');
  const [weak] = foldFlow(demanding, new Map([['happy', pair.slice(0, 1)]]), '2026-11-21').cells;
  assert.equal(weak?.state, 'blocked');
  assert.equal(weak?.lane, undefined);
});
