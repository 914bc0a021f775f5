import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classificationMarkdown } from '../../src/evidence/classification-view.ts';
import { failureGroups, TREATMENT } from '../../src/evidence/failure-classification.ts';
import type { Cell, Summary, TestRow } from '../../src/summary/summary.ts';
import { blockedSummary } from './sample-blocked.ts';
import { CALLBACK, CHALLENGE, LOGIN, sampleJourney } from './sample-journey.ts';
import { readySummary } from './sample-ready.ts';
import { MFA, withCell } from './sample-rows.ts';
import { unmappedSummary } from './sample-summary.ts';

type Failing = Pick<Cell, 'subpath' | 'state' | 'reason'>;

function failing(cell: Failing, change: Partial<TestRow> = {}): Summary {
  const ready = readySummary();
  const id = `${MFA}-${cell.subpath}`;
  return {
    ...ready,
    flows: ready.flows.map((flow) => (flow.flow_id === MFA ? withCell(flow, cell) : flow)),
    tests: ready.tests.map((row) => (row.id === id ? { ...row, outcome: 'failed', ...change } : row)),
  };
}

test('a green run has no failing group, and the document says so', () => {
  assert.deepEqual(failureGroups(readySummary()), []);
  assert.match(classificationMarkdown([]), /No test of this run failed\./);
});

test('what cannot be derived is unclassified and not to be fixed yet', () => {
  const [group] = failureGroups(failing({ subpath: 'negative', state: 'failed', reason: 'The message is missing.' }));
  assert.equal(group?.category, 'unclassified');
  assert.equal(group?.fix_in_scope, 'no');
  assert.equal(group?.group, `${MFA} / negative`);
});

test('a failing fixture subpath is fixture drift', () => {
  const [group] = failureGroups(failing({ subpath: 'fixture', state: 'failed', reason: 'No seed user.' }));
  assert.equal(group?.category, 'fixture-contract-drift');
});

test('a known defect is existing debt', () => {
  const [group] = failureGroups(
    failing({ subpath: 'negative', state: 'failed', reason: 'Known.' }, { outcome: 'known_defect' }),
  );
  assert.equal(group?.category, 'out-of-scope-existing-debt');
});

for (const [lane, category] of [
  ['disposable', 'provider-verification-runtime-regression'],
  ['simulated', 'unclassified'],
] as const) {
  test(`a provider that alone leaves promise and prediction in the ${lane} lane is ${category}`, () => {
    const journey = sampleJourney({
      persona: 'p',
      expected: [LOGIN, CHALLENGE, CALLBACK],
      observed: [LOGIN, CALLBACK],
      folder: 'x',
      lane,
    });
    const cell = { subpath: 'happy', state: 'failed', reason: 'No challenge.' } as const;
    assert.equal(failureGroups(failing(cell, { journeys: [journey] }))[0]?.category, category);
  });
}

test('without a fixture that held, the provider is not to blame yet', () => {
  const journey = sampleJourney({
    persona: 'p',
    expected: [LOGIN, CHALLENGE, CALLBACK],
    observed: [LOGIN, CALLBACK],
    folder: 'x',
    lane: 'disposable',
  });
  const summary = failing({ subpath: 'happy', state: 'failed', reason: 'No challenge.' }, { journeys: [journey] });
  const gap = { subpath: 'fixture', state: 'blocked', reason: 'No test speaks for this subpath.' } as const;
  const flows = summary.flows.map((flow) => withCell(flow, gap));
  assert.equal(failureGroups({ ...summary, flows })[0]?.category, 'unclassified');
});

test('a gap is no failure, a flaky cell is one', () => {
  const groups = failureGroups(blockedSummary()).map((group) => group.group);
  assert.deepEqual(groups, [`${MFA} / happy`, 'FLOW-COMPUTE-LAUNCH-001 / negative']);
});

test('a failing test outside of any cell is a group of its own', () => {
  const unmapped = unmappedSummary();
  const tests = unmapped.tests.map((row) => ({ ...row, outcome: 'failed' as const }));
  assert.deepEqual(
    failureGroups({ ...unmapped, tests }).map((group) => group.group),
    ['the portal shows its title', 'the menu opens'],
  );
});

test('the table keeps its eight columns whatever a message holds', () => {
  const reason = 'a | b `c` <script> [x](javascript:y)\n| d |';
  const table = classificationMarkdown(failureGroups(failing({ subpath: 'negative', state: 'failed', reason })));
  const row = table.split('\n').find((line) => line.includes('negative')) ?? '';
  assert.equal(row.match(/(?<!\\)\|/g)?.length, 9);
  assert.ok(!row.includes('<script>') || row.includes('\\<script\\>'));
  assert.ok(row.includes('\\[x\\]\\(javascript:y\\)'));
});

test('every category has a default treatment', () => assert.equal(Object.keys(TREATMENT).length, 7));
