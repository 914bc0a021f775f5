import { SUBPATHS } from '../../src/flow-id.ts';
import type { TestJourney, TestRow } from '../../src/summary/summary.ts';
import type { RunFacts } from '../../src/summary/truth.ts';
import { readyRow, sampleMatrix } from '../matrix/sample-matrix.ts';

export function sampleTest(change: Partial<TestRow> = {}): TestRow {
  const title = change.title ?? `${change.flow_id ?? 'FLOW-DEMO-A-001'} ${change.subpath ?? 'happy'}`;
  return {
    id: title,
    title,
    flow_id: 'FLOW-DEMO-A-001',
    subpath: 'happy',
    outcome: 'passed',
    lane: 'simulated',
    journeys: [],
    pictures: [],
    ...change,
  };
}

/** One passed test for each subpath of a flow. */
export function passedTests(flow_id = 'FLOW-DEMO-A-001'): TestRow[] {
  return SUBPATHS.map((subpath) => sampleTest({ flow_id, subpath }));
}

/** A run in which everything is in order. */
export function sampleRun(change: Partial<RunFacts> = {}): RunFacts {
  return {
    matrix: sampleMatrix(readyRow()),
    tests: passedTests(),
    today: '2026-11-21',
    interrupted: false,
    auditFindings: [],
    ...change,
  };
}

export function sampleJourney(change: Partial<TestJourney> = {}): TestJourney {
  const page = { page: 'login', state: 'login' as const };
  const trace = { steps: [page], end: { kind: 'callback' as const }, unsupported: [] };
  return {
    contract: 'demo',
    persona: 'person',
    journey: 'login',
    lane: 'simulated',
    provider: { name: 'embedded', version: '26.7.3', realm: 'demo', realm_sha256: 'ab' },
    promised: [{ state: 'login' }],
    predicted: trace,
    observed: trace,
    first_difference: -1,
    allowed_next: [],
    ...change,
  };
}
