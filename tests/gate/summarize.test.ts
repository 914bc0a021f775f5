import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exitCode, failsRun } from '../../src/gate/exit-code.ts';
import { summarize } from '../../src/gate/summarize.ts';
import type { RunFacts } from '../../src/summary/truth.ts';
import { governedUntil, readyRow, sampleMatrix, sampleRow } from '../matrix/sample-matrix.ts';
import { passedTests, sampleJourney, sampleRun, sampleTest } from '../summary/sample-run.ts';

interface Row {
  readonly name: string;
  readonly change: Partial<RunFacts>;
  readonly status: string;
  readonly reason: RegExp;
  readonly next: RegExp;
  readonly shut: readonly string[];
}

const [happy, ...rest] = passedTests();
const others = rest.filter((one) => one.subpath !== 'empty');
const untagged = sampleTest({ title: 'plain', flow_id: undefined, subpath: undefined });
const leak = { rule: 'secret', severity: 'error' as const, at: 'x.png', message: 'A code.', help: 'Delete it.' };
const differing = { ...sampleTest(), journeys: [sampleJourney({ first_difference: 0, reason: 'promised a' })] };
const disposable = readyRow({ environment_lane: { lane: 'disposable', reason: 'the realm' } });

const ROWS: readonly Row[] = [
  {
    name: 'everything in order',
    change: {},
    status: 'ready',
    reason: /^8 of 8 subpaths are proved, 0 waived, in the lane simulated\.$/,
    next: /^Run the same tests on a disposable Keycloak.*hand the packet/,
    shut: [],
  },
  {
    name: 'a missing subpath',
    change: { tests: rest },
    status: 'blocked',
    reason: /^1 subpath has no test\. No test proves the happy subpath of FLOW-DEMO-A-001\.$/,
    next: /^Write a test tagged flow\('FLOW-DEMO-A-001', 'happy'\)\.$/,
    shut: ['matrix-complete', 'nothing-blocked'],
  },
  {
    name: 'a missing subpath of a P2 flow does not keep it back',
    change: { tests: rest, matrix: sampleMatrix(readyRow({ priority: 'P2' })) },
    status: 'ready',
    reason: /^7 of 8/,
    next: /hand the packet/,
    shut: [],
  },
  {
    name: 'a failure',
    change: { tests: [...rest, sampleTest({ outcome: 'failed' })] },
    status: 'blocked',
    reason: /^1 subpath failed\. The test "FLOW-DEMO-A-001 happy" failed\.$/,
    next: /repair/,
    shut: ['nothing-failed'],
  },
  {
    name: 'a failure and a gap: the failure speaks first',
    change: { tests: [...others, sampleTest({ outcome: 'failed' })] },
    status: 'blocked',
    reason: /failed/,
    next: /repair/,
    shut: ['matrix-complete', 'nothing-failed', 'nothing-blocked'],
  },
  {
    name: 'a test that did not run',
    change: { tests: [...rest, sampleTest({ outcome: 'did_not_run', reason: 'It never started.' })] },
    status: 'blocked',
    reason: /^1 subpath is blocked\. The test .* did not run\. It never started\.$/,
    next: /^Run /,
    shut: ['nothing-blocked'],
  },
  {
    name: 'flaky does not pass silently',
    change: { tests: [...rest, sampleTest({ outcome: 'flaky' })] },
    status: 'blocked',
    reason: /^1 subpath is flaky\./,
    next: /now and then/,
    shut: ['nothing-flaky'],
  },
  {
    name: 'a skip without anything',
    change: { tests: [...rest, sampleTest({ outcome: 'skipped' })] },
    status: 'blocked',
    reason: /^1 test is skipped without a waiver/,
    next: /add skips\.happy/,
    shut: ['nothing-blocked', 'skips-governed'],
  },
  {
    name: 'a governed skip',
    change: { tests: [...rest, sampleTest({ outcome: 'skipped', skip: governedUntil('2030-12-31') })] },
    status: 'ready',
    reason: /^7 of 8 subpaths are proved, 1 waived/,
    next: /hand the packet/,
    shut: [],
  },
  {
    name: 'a skip that expired',
    change: {
      tests: rest,
      matrix: sampleMatrix(readyRow({ skips: { happy: governedUntil('2026-11-20') } })),
    },
    status: 'blocked',
    reason: /that day is past/,
    next: /OPS-FIX-2/,
    shut: ['matrix-complete', 'nothing-blocked', 'skips-governed'],
  },
  {
    name: 'a test of an unknown flow',
    change: { tests: [...passedTests(), sampleTest({ flow_id: 'FLOW-DEMO-A-002' })] },
    status: 'blocked',
    reason: /names FLOW-DEMO-A-002, which no row/,
    next: /Did you mean "FLOW-DEMO-A-001"/,
    shut: ['structured-evidence'],
  },
  {
    name: 'one test without a flow',
    change: { tests: [...passedTests(), untagged] },
    status: 'blocked',
    reason: /^1 test names no flow, among them "plain"\.$/,
    next: /^Tag "plain"/,
    shut: ['structured-evidence'],
  },
  {
    name: 'only tests without a flow',
    change: { tests: [untagged] },
    status: 'blocked',
    reason: /^None of 1 test names a flow/,
    next: /^Tag the tests/,
    shut: ['structured-evidence', 'matrix-complete', 'nothing-blocked'],
  },
  {
    name: 'no matrix',
    change: { matrix: undefined },
    status: 'not_readiness_evidence',
    reason: /no flow coverage matrix/,
    next: /flows\/matrix\.yaml/,
    shut: [],
  },
  {
    name: 'tests without a flow, and no matrix',
    change: { tests: [untagged], matrix: undefined },
    status: 'not_readiness_evidence',
    reason: /no flow coverage matrix/,
    next: /flows\/matrix\.yaml/,
    shut: ['structured-evidence'],
  },
  {
    name: 'a selection by command line',
    change: {
      findings: [{ rule: 'selection', severity: 'error', at: 'command line', message: 'A selection.', help: 'All.' }],
    },
    status: 'blocked',
    reason: /^A selection\.$/,
    next: /^All\.$/,
    shut: ['whole-suite'],
  },
  {
    name: 'a shard that is missing speaks before the cells that it would have filled',
    change: {
      tests: rest,
      findings: [{ rule: 'shard-missing', severity: 'error', at: 'merge', message: 'Shard 2.', help: 'Merge all.' }],
    },
    status: 'blocked',
    reason: /^Shard 2\.$/,
    next: /^Merge all\.$/,
    shut: ['whole-suite', 'matrix-complete', 'nothing-blocked'],
  },
  {
    name: 'no test at all',
    change: { tests: [] },
    status: 'blocked',
    reason: /^No test was found/,
    next: /^Run the flow-tagged tests/,
    shut: ['structured-evidence', 'matrix-complete', 'nothing-blocked'],
  },
  {
    name: 'an empty matrix',
    change: { matrix: sampleMatrix() },
    status: 'blocked',
    reason: /which no row of the matrix has/,
    next: /Add FLOW-DEMO-A-001/,
    shut: ['structured-evidence', 'matrix-complete'],
  },
  {
    name: 'an interruption',
    change: { interrupted: true },
    status: 'interrupted',
    reason: /^The run was interrupted: 0 of 8 tests/,
    next: /^Run all tests again/,
    shut: [],
  },
  {
    name: 'a journey that went elsewhere',
    change: { tests: [differing, ...rest] },
    status: 'blocked',
    reason: /journey of person differs in column 1 .*: promised a\.$/,
    next: /repair/,
    shut: ['nothing-failed', 'journeys-agree'],
  },
  {
    name: 'a secret, before everything else',
    change: { tests: [sampleTest({ outcome: 'failed' }), ...rest], auditFindings: [leak] },
    status: 'blocked',
    reason: /^1 secret found in the evidence\. A code\.$/,
    next: /^Delete it\.$/,
    shut: ['nothing-failed', 'no-secret-found'],
  },
  {
    name: 'nobody searched for secrets',
    change: { auditFindings: undefined },
    status: 'blocked',
    reason: /not searched/,
    next: /audit/,
    shut: ['no-secret-found'],
  },
  {
    name: 'a lost record',
    change: {
      findings: [{ rule: 'journal-unreadable', severity: 'error', at: 'T', message: 'Lost.', help: 'Again.' }],
    },
    status: 'blocked',
    reason: /^1 record is lost\. Lost\.$/,
    next: /^Again\.$/,
    shut: ['evidence-readable'],
  },
  {
    name: 'simulated where disposable is demanded',
    change: { matrix: sampleMatrix(disposable) },
    status: 'blocked',
    reason: /demands disposable/,
    next: /in the lane disposable/,
    shut: ['nothing-blocked', 'non-live-proof'],
  },
  {
    name: 'disposable where it is demanded',
    change: {
      matrix: sampleMatrix(disposable),
      tests: passedTests().map((one) => ({ ...one, lane: 'disposable' as const })),
    },
    status: 'ready',
    reason: /in the lane disposable/,
    next: /^Hand the packet/,
    shut: [],
  },
  {
    name: 'a row that is not ready',
    change: { matrix: sampleMatrix(sampleRow({ status: 'needs_design', gap_task: 'DOC-FIX-1' })) },
    status: 'blocked',
    reason: /FLOW-DEMO-A-001 says needs_design/,
    next: /^Close DOC-FIX-1/,
    shut: ['matrix-complete'],
  },
  {
    name: 'a row that says ready with a gap in its dependency map',
    change: { matrix: sampleMatrix(sampleRow()) },
    status: 'blocked',
    reason: /dependency_map\.flow_subpaths is a gap/,
    next: /DOC-FIX-1/,
    shut: ['matrix-complete'],
  },
];

for (const { name, change, status, reason, next, shut } of ROWS)
  test(name, () => {
    const { verdict, gates } = summarize(sampleRun(change));
    assert.equal(verdict.status, status, verdict.reason);
    assert.match(verdict.reason, reason);
    assert.match(verdict.next_action, next);
    assert.deepEqual(
      gates.filter((gate) => gate.state === 'shut').map((gate) => gate.id),
      shut,
    );
    assert.equal(exitCode({ verdict }), status === 'ready' ? 0 : 1);
    assert.equal(failsRun({ verdict }), status === 'blocked' || status === 'interrupted');
    for (const gate of gates) assert.ok(gate.fact && (gate.state === 'open' || gate.help), gate.id);
  });

test('what is not claimed is said', () => {
  const gates = summarize(sampleRun()).gates.filter((gate) => gate.state === 'not_claimed');
  assert.deepEqual(
    gates.map((gate) => gate.id),
    ['journeys-agree', 'non-live-proof'],
  );
  assert.match(gates[1]?.fact ?? '', /never the realm/);
});

test('impact, sign-off, and what was not tested', () => {
  const { verdict, not_tested, flows } = summarize(sampleRun({ tests: happy ? [happy] : [] }));
  assert.deepEqual(verdict.impact, { flows: ['FLOW-DEMO-A-001'], personas: ['A person'] });
  assert.deepEqual(verdict.signoff, ['approver']);
  assert.equal(not_tested.length, 7);
  assert.equal(flows[0]?.coverage_level, 'L3');
});

test('a test need not name the UAT row where the flow has only one', () => {
  const ids = summarize(sampleRun()).tests.map((one) => one.matrix_id);
  assert.deepEqual([...new Set(ids)], ['UAT-DEMO-001']);
});
