import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SUBPATHS } from '../../src/flow-id.ts';
import { checkMatrix } from '../../src/matrix/check.ts';
import type { DeclaredTest } from '../../src/matrix/check-links.ts';
import type { Matrix } from '../../src/matrix/matrix.ts';
import { governedUntil, readyRow, sampleMatrix, sampleRow } from './sample-matrix.ts';

const TODAY = '2026-11-21';
const gap = { gap: 'nobody wrote it', task: 'DOC-FIX-2' };
const ALL: readonly DeclaredTest[] = SUBPATHS.map((subpath) => ({
  title: subpath,
  flow_id: 'FLOW-DEMO-A-001',
  subpath,
}));

interface Row {
  readonly name: string;
  readonly matrix: Matrix;
  readonly tests?: readonly DeclaredTest[];
  readonly found: readonly string[];
}

const second = readyRow({ flow_id: 'FLOW-DEMO-B-001', matrix_ids: ['UAT-DEMO-002'] });

const ROWS: readonly Row[] = [
  { name: 'a row in order', matrix: sampleMatrix(readyRow()), tests: ALL, found: [] },
  { name: 'an empty matrix', matrix: sampleMatrix(), found: ['error matrix-empty flows'] },
  {
    name: 'missing, P0',
    matrix: sampleMatrix(readyRow()),
    tests: ALL.slice(1),
    found: ['error link-missing FLOW-DEMO-A-001 happy'],
  },
  {
    name: 'missing, P2',
    matrix: sampleMatrix(readyRow({ priority: 'P2' })),
    tests: ALL.slice(1),
    found: ['warning link-missing FLOW-DEMO-A-001 happy'],
  },
  {
    name: 'a skip stands in for a test',
    matrix: sampleMatrix(readyRow({ skips: { happy: governedUntil('2030-12-31') } })),
    tests: ALL.slice(1),
    found: [],
  },
  {
    name: 'unwanted',
    matrix: sampleMatrix(readyRow({ skips: { happy: governedUntil('2030-12-31') } })),
    tests: ALL,
    found: ['warning link-unwanted FLOW-DEMO-A-001 happy'],
  },
  {
    name: 'an accepted gap needs no test',
    matrix: sampleMatrix(
      sampleRow({ status: 'accepted_gap', gap_task: 'DOC-FIX-1', accepted_gap: governedUntil('2030-12-31') }),
    ),
    tests: [],
    found: [],
  },
  {
    name: 'orphaned flow',
    matrix: sampleMatrix(readyRow()),
    tests: [...ALL, { title: 't', flow_id: 'FLOW-DEMO-A-002', subpath: 'happy' }],
    found: ['error link-orphaned t'],
  },
  {
    name: 'orphaned UAT row',
    matrix: sampleMatrix(readyRow()),
    tests: [...ALL, { title: 't', flow_id: 'FLOW-DEMO-A-001', subpath: 'happy', matrix_id: 'UAT-DEMO-009' }],
    found: ['error link-orphaned t'],
  },
  {
    name: 'ambiguous',
    matrix: sampleMatrix(readyRow(), second),
    tests: [
      ...ALL,
      ...ALL.map((one) => ({ ...one, flow_id: 'FLOW-DEMO-B-001' })),
      { title: 't', flow_id: 'FLOW-DEMO-A-001', subpath: 'happy', matrix_id: 'UAT-DEMO-002' },
    ],
    found: ['error link-ambiguous t'],
  },
  {
    name: 'no UAT row',
    matrix: sampleMatrix(readyRow({ matrix_ids: [] })),
    found: ['error matrix-id-missing FLOW-DEMO-A-001'],
  },
  { name: 'no UAT row, P2', matrix: sampleMatrix(readyRow({ matrix_ids: [], priority: 'P2' })), found: [] },
  {
    name: 'ready with a gap in the dependency map',
    matrix: sampleMatrix(sampleRow()),
    found: ['error ready-with-gap FLOW-DEMO-A-001 dependency_map.flow_subpaths'],
  },
  {
    name: 'not ready, and says so',
    matrix: sampleMatrix(sampleRow({ status: 'needs_design', gap_task: 'DOC-FIX-1' })),
    found: [],
  },
  {
    name: 'ready without automation',
    matrix: sampleMatrix(readyRow({ automation_anchor: gap })),
    found: ['error ready-with-gap FLOW-DEMO-A-001 automation_anchor'],
  },
  {
    name: 'a gap that is said',
    matrix: sampleMatrix(readyRow({ ux_anchor: gap })),
    found: ['info open-gap FLOW-DEMO-A-001 ux_anchor'],
  },
  {
    name: 'an expired skip',
    matrix: sampleMatrix(readyRow({ skips: { empty: governedUntil('2026-11-20') } })),
    found: ['error expired FLOW-DEMO-A-001 empty'],
  },
  {
    name: 'a skip on its last day',
    matrix: sampleMatrix(readyRow({ skips: { empty: governedUntil('2026-11-21') } })),
    found: ['warning expires-soon FLOW-DEMO-A-001 empty'],
  },
  {
    name: 'an accepted gap that expired',
    matrix: sampleMatrix(sampleRow({ accepted_gap: governedUntil('2020-01-01') })),
    found: ['error expired FLOW-DEMO-A-001 accepted_gap'],
  },
];

for (const { name, matrix, tests, found } of ROWS)
  test(name, () => {
    const findings = checkMatrix(matrix, tests ? { today: TODAY, tests } : { today: TODAY });
    assert.deepEqual(
      findings.map(({ severity, rule, at }) => `${severity} ${rule} ${at}`),
      found,
    );
    for (const { message, help } of findings) assert.match(`${message}|${help}`, /^[A-Z].*[.!?]?\|[A-Z].*[.?]$/);
  });

test('an orphan is answered with the nearest id', () => {
  const tests = [{ title: 't', flow_id: 'FLOW-DMO-A-001', subpath: 'happy' as const }];
  const [orphan] = checkMatrix(sampleMatrix(readyRow()), { today: TODAY, tests }).filter(
    ({ rule }) => rule === 'link-orphaned',
  );
  assert.equal(orphan?.help, 'Did you mean "FLOW-DEMO-A-001"?');
});
