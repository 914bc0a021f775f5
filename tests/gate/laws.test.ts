import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SUBPATHS } from '../../src/flow-id.ts';
import { summarize } from '../../src/gate/summarize.ts';
import { OUTCOMES, type TestRow } from '../../src/summary/summary.ts';
import { summaryBytes } from '../../src/summary/summary-bytes.ts';
import { LANES } from '../../src/trace.ts';
import { governedUntil, readyRow, sampleMatrix } from '../matrix/sample-matrix.ts';
import { passedTests, sampleJourney, sampleRun, sampleTest } from '../summary/sample-run.ts';

const matrix = sampleMatrix(
  readyRow(),
  readyRow({ flow_id: 'FLOW-DEMO-B-001', matrix_ids: ['UAT-DEMO-002'], priority: 'P2' }),
);
const COMPLETE = [...passedTests(), ...passedTests('FLOW-DEMO-B-001')];

const row: fc.Arbitrary<Partial<TestRow>> = fc.record(
  {
    title: fc.constantFrom('one', 'two'),
    flow_id: fc.constantFrom('FLOW-DEMO-A-001', 'FLOW-DEMO-B-001', 'FLOW-DEMO-C-001', undefined),
    subpath: fc.constantFrom(...SUBPATHS, undefined),
    outcome: fc.constantFrom(...OUTCOMES),
    lane: fc.constantFrom(...LANES, undefined),
    skip: fc.constantFrom(undefined, governedUntil('2030-12-31'), governedUntil('2020-01-01'), { owner: 'o' }),
    journeys: fc.constantFrom([], [sampleJourney()], [sampleJourney({ first_difference: 1 })]),
  },
  { requiredKeys: ['title', 'outcome'] },
);

/** A run in which anything may have happened: a complete one, some of whose tests went otherwise, and more tests. */
const run = fc
  .tuple(fc.array(row, { maxLength: 12 }), fc.subarray(COMPLETE, { minLength: 8 }))
  .map(([changes, complete]) => [
    ...complete,
    ...changes.map((change, at) => sampleTest({ ...change, id: `extra-${at}` })),
  ]);

test('the order of the tests never changes the bytes', () => {
  fc.assert(
    fc.property(
      run.chain((tests) => fc.tuple(fc.constant(tests), fc.shuffledSubarray(tests, { minLength: tests.length }))),
      ([tests, shuffled]) => {
        const bytes = (order: readonly TestRow[]) => summaryBytes(summarize(sampleRun({ matrix, tests: order })));
        assert.deepEqual(bytes(shuffled), bytes(tests));
      },
    ),
    { numRuns: 100 },
  );
});

test('a failing test never makes a run ready', () => {
  fc.assert(
    fc.property(run, row, (tests, change) => {
      const failing = sampleTest({ ...change, outcome: 'failed', id: 'failing' });
      assert.notEqual(summarize(sampleRun({ matrix, tests: [...tests, failing] })).verdict.status, 'ready');
    }),
    { numRuns: 100 },
  );
});

test('a run is ready exactly when no gate is shut; then every cell of P0 and P1 is proved or waived', () => {
  let seen = 0;
  fc.assert(
    fc.property(fc.oneof(run, fc.constant(COMPLETE)), (tests) => {
      const { verdict, gates, flows } = summarize(sampleRun({ matrix, tests }));
      const evidence = verdict.status !== 'not_readiness_evidence';
      assert.equal(verdict.status === 'ready', evidence && gates.every((gate) => gate.state !== 'shut'));
      if (verdict.status !== 'ready') return;
      seen += 1;
      const critical = flows.filter((flow) => flow.priority !== 'P2').flatMap((flow) => flow.cells);
      assert.ok(critical.every((cell) => cell.state === 'passed' || cell.state === 'waived'));
    }),
    { numRuns: 100 },
  );
  assert.ok(seen > 0, 'no run was ready, so nothing was checked');
});

test('no clock, path or host enters, and the summary parses strictly', () => {
  const text = new TextDecoder().decode(summaryBytes(summarize(sampleRun())));
  assert.doesNotMatch(text, /\d\d:\d\d|\/home|\/root|\/tmp|localhost|duration/);
});
