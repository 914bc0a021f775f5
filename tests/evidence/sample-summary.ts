import { SUBPATHS, type Subpath } from '../../src/flow-id.ts';
import type { Cell, FlowRow, Summary, TestRow } from '../../src/summary/summary.ts';
import { blockedSummary } from './sample-blocked.ts';
import { GATES, readySummary } from './sample-ready.ts';
import { LAUNCH, MFA, PROFILE, sampleFlow, sampleTest, withCell } from './sample-rows.ts';

/** Not readiness evidence: no matrix, tests without flow ids. */
export function unmappedSummary(): Summary {
  return {
    ...readySummary(),
    verdict: {
      status: 'not_readiness_evidence',
      reason: 'No test names a product flow, so a green table of checks says nothing about readiness.',
      impact: { flows: [], personas: [] },
      next_action: 'Write flows/matrix.yaml, then tag each test with sampleFlow().',
      signoff: [],
    },
    lanes: [],
    providers: [],
    gates: GATES.map(([id, title]) => ({ id, title, state: 'not_claimed', fact: 'No matrix was given.' })),
    flows: [],
    tests: [
      { id: 't1', title: 'the portal shows its title', outcome: 'passed', journeys: [], pictures: [] },
      {
        id: 't2',
        title: 'the menu opens',
        outcome: 'skipped',
        reason: 'Skipped without an owner.',
        journeys: [],
        pictures: [],
      },
    ],
  };
}

/** Interrupted: half of the tests did not run. */
export function interruptedSummary(): Summary {
  const ready = readySummary();
  return {
    ...ready,
    verdict: {
      status: 'interrupted',
      reason: 'The run was stopped after 12 of 24 tests; what did not run is blocked, not skipped.',
      impact: { flows: [LAUNCH, PROFILE], personas: [] },
      next_action: 'Run the whole suite again.',
      signoff: ['Release approver'],
    },
    flows: ready.flows.map((row) =>
      row.flow_id === MFA ? row : { ...row, state: 'blocked', cells: row.cells.map(didNotRun) },
    ),
    tests: ready.tests.map((row) =>
      row.flow_id === MFA
        ? row
        : { ...row, outcome: 'did_not_run', reason: 'The run was interrupted before this test.' },
    ),
  };
}

/** Many flows: `flows` rows of eight cells, `perCell` tests in each, and a persona per flow. */
export function largeSummary(flows: number, perCell: number): Summary {
  const ids = Array.from(
    { length: flows },
    (_, index) => `FLOW-AREA${index % 7}-THING-${String(index + 1).padStart(3, '0')}`,
  );
  const blocked = blockedSummary();
  const rows = ids.map((id, index) => largeFlow(id, index, perCell));
  const tests = ids.flatMap((id) => SUBPATHS.flatMap((subpath) => many(id, subpath, perCell)));
  return {
    ...blocked,
    flows: rows,
    tests,
    not_tested: [],
    verdict: { ...blocked.verdict, impact: { flows: ids.slice(0, 12), personas: [] } },
  };
}

function largeFlow(id: string, index: number, perCell: number): FlowRow {
  const row = sampleFlow(id, `Purpose number ${index + 1}`, {
    priority: index < 12 ? 'P0' : index < 30 ? 'P1' : 'P2',
    persona: 'user',
  });
  const cells = row.cells.map((cell) => ({ ...cell, tests: many(id, cell.subpath, perCell).map((one) => one.id) }));
  return index % 9 === 4
    ? {
        ...withCell(
          { ...row, cells },
          { subpath: 'negative', state: 'failed', reason: 'A message names an exception class.' },
        ),
        state: 'failed',
      }
    : { ...row, cells };
}

function many(id: string, subpath: Subpath, count: number): TestRow[] {
  return Array.from({ length: count }, (_, index) => ({ ...sampleTest(id, subpath), id: `${id}-${subpath}-${index}` }));
}

function didNotRun(cell: Cell): Cell {
  return {
    ...cell,
    state: 'blocked',
    reason: 'The run was interrupted before this test.',
    next: 'Run the whole suite again.',
  };
}
