import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, sortedBy } from '../../src/evidence/arrange.ts';
import { SUBPATHS } from '../../src/flow-id.ts';
import { blockedSummary } from './sample-blocked.ts';
import { LAUNCH, MFA, PROFILE } from './sample-rows.ts';

test('P0 comes first, and what failed or is blocked before what is waived', () => {
  const summary = blockedSummary();
  const arranged = arrange({ ...summary, flows: summary.flows.toReversed() });
  assert.deepEqual(
    arranged.flows.map((flow) => flow.flow_id),
    [MFA, LAUNCH, PROFILE],
  );
});

test('the order of the input has no say', () => {
  const summary = blockedSummary();
  const reversed = {
    ...summary,
    flows: summary.flows.toReversed().map((flow) => ({ ...flow, cells: flow.cells.toReversed() })),
    tests: summary.tests.toReversed(),
    findings: summary.findings.toReversed(),
    not_tested: summary.not_tested.toReversed(),
  };
  assert.deepEqual(arrange(reversed), arrange(summary));
  assert.deepEqual(
    arrange(reversed).flows[0]?.cells.map((cell) => cell.subpath),
    SUBPATHS,
  );
});

test('strings are compared by code unit, not by locale', () => {
  assert.deepEqual(
    sortedBy(['b', 'ä', 'Z', 'a'], (word) => [word]),
    ['Z', 'a', 'b', 'ä'],
  );
});

test('equal keys keep their order, and later keys decide between equal earlier ones', () => {
  const rows = [
    [1, 'b'],
    [0, 'z'],
    [1, 'a'],
  ] as const;
  assert.deepEqual(
    sortedBy(rows, (row) => row),
    [
      [0, 'z'],
      [1, 'a'],
      [1, 'b'],
    ],
  );
});
