import { expect, test } from '@playwright/test';
import type { Subpath } from '../../src/flow-id.ts';
import { SUBPATHS } from '../../src/flow-id.ts';
import type { MatrixRow } from '../../src/matrix/matrix.ts';
import type { CellState, Outcome } from '../../src/summary/summary.ts';
import { configText, matrixText, specText } from '../kit/flow-project.ts';
import { once } from '../kit/once.ts';
import { cellOf, rowOf, summaryOf } from '../kit/packet-reader.ts';
import { inlineProject, playwright, removeInlineProject } from '../kit/run-inline.ts';
import { governedUntil } from '../matrix/sample-matrix.ts';

interface Case {
  readonly id: string;
  /** The test, with `DETAILS` in place of the test details. */
  readonly code: string;
  readonly skips?: MatrixRow['skips'];
  readonly outcome: Outcome;
  readonly cell: CellState;
}

const waiver = governedUntil('2030-12-31');
const idOf = ({ id }: Case): string => `FLOW-TRUTH-${id}-001`;

/** Every way a result can arise. What did not run is blocked, never skipped. */
const CASES: readonly Case[] = [
  { id: 'PASS', code: `test('passes', DETAILS, () => {});`, outcome: 'passed', cell: 'passed' },
  {
    id: 'FAIL',
    code: `test('fails', DETAILS, () => { throw new Error('no'); });`,
    outcome: 'failed',
    cell: 'failed',
  },
  {
    id: 'GOVERNED',
    code: `test.skip('skipped, governed by the matrix', DETAILS, () => {});`,
    skips: { happy: waiver },
    outcome: 'skipped',
    cell: 'waived',
  },
  {
    id: 'LOOSE',
    code: `test.skip('skipped, governed by nobody', DETAILS, () => {});`,
    outcome: 'skipped',
    cell: 'blocked',
  },
  {
    id: 'EXPIRED',
    code: `test.skip('skipped, and the day is past', DETAILS, () => {});`,
    skips: { happy: governedUntil('2020-01-31') },
    outcome: 'skipped',
    cell: 'blocked',
  },
  {
    id: 'RUNTIME',
    code: `test('skips itself', DETAILS, () => { test.skip(true, 'not today'); });`,
    outcome: 'skipped',
    cell: 'blocked',
  },
  {
    id: 'FIXME',
    code: `test.fixme('is to be repaired', DETAILS, () => {});`,
    outcome: 'skipped',
    cell: 'blocked',
  },
  {
    id: 'KNOWN',
    code: `test.fail('known defect', DETAILS, () => { throw new Error('known'); });`,
    outcome: 'known_defect',
    cell: 'blocked',
  },
  {
    id: 'STALE',
    code: `test.fail('stale known defect', DETAILS, () => {});`,
    outcome: 'failed',
    cell: 'failed',
  },
  {
    id: 'FLAKY',
    code: `test('is flaky', DETAILS, ({}, info) => { if (info.retry === 0) throw new Error('first'); });`,
    outcome: 'flaky',
    cell: 'flaky',
  },
  {
    id: 'TIMEOUT',
    code: `test('runs out of time', DETAILS, () => { test.setTimeout(300); return new Promise(() => {}); });`,
    outcome: 'failed',
    cell: 'failed',
  },
  {
    id: 'CRASH',
    code: `test('takes its worker with it', DETAILS, () => { process.exit(3); });`,
    outcome: 'failed',
    cell: 'failed',
  },
  {
    id: 'SERIAL',
    code: `test.describe.serial('serial', () => {
      test('breaks', flow('FLOW-TRUTH-FAIL-001', 'empty'), () => { throw new Error('no'); });
      test('never has its turn', DETAILS, () => {});
    });`,
    outcome: 'did_not_run',
    cell: 'blocked',
  },
  {
    id: 'HOOK',
    code: `test.describe('hook', () => {
      test.describe.configure({ mode: 'default' });
      test.beforeAll(() => { throw new Error('hook'); });
      test('is hit by the hook', flow('FLOW-TRUTH-FAIL-001', 'blocked'), () => {});
      test('never begins', DETAILS, () => {});
    });`,
    outcome: 'did_not_run',
    cell: 'blocked',
  },
];

/** One spec per case, so that a worker that dies takes no other case along. */
function specOf(one: Case): [string, string] {
  const code = one.code.replace('DETAILS', `flow('${idOf(one)}', 'happy')`);
  return [`${one.id.toLowerCase()}.spec.ts`, specText(code)];
}

const truth = once(async () => {
  const folder = inlineProject({
    'playwright.config.ts': configText({ retries: 1, fullyParallel: true }),
    'flows/matrix.yaml': matrixText(...CASES.map((one) => ({ flow_id: idOf(one), skips: one.skips ?? {} }))),
    ...Object.fromEntries(CASES.map(specOf)),
  });
  const { exitCode, output } = await playwright(folder, 'test');
  try {
    return { exitCode, output, summary: summaryOf(folder) };
  } catch (cause) {
    throw new Error(output, { cause });
  } finally {
    removeInlineProject(folder);
  }
});

for (const one of CASES) {
  test(`${one.id}: ${one.outcome} makes the cell ${one.cell}`, async () => {
    const { summary } = await truth();
    const cell = cellOf(summary, idOf(one));
    const [id] = cell.tests;
    expect(summary.tests.find((row) => row.id === id)?.outcome).toBe(one.outcome);
    expect(cell.state).toBe(one.cell);
    expect(cell.reason).not.toBe('');
    expect(Boolean(cell.next)).toBe(one.cell !== 'passed' && one.cell !== 'waived');
  });
}

test('a subpath without any test is blocked and names what to write', async () => {
  const { summary } = await truth();
  const missing: readonly Subpath[] = SUBPATHS.filter((subpath) => subpath !== 'happy');
  for (const subpath of missing) {
    const { state, next } = cellOf(summary, 'FLOW-TRUTH-PASS-001', subpath);
    expect(state).toBe('blocked');
    expect(next).toBe(`Write a test tagged flow('FLOW-TRUTH-PASS-001', '${subpath}').`);
  }
  expect(rowOf(summary, 'FLOW-TRUTH-PASS-001').state).toBe('blocked');
});

test('the run of all of them is blocked, and says so with exit code and words', async () => {
  const { summary, exitCode, output } = await truth();
  expect(exitCode).toBe(1);
  expect(summary.verdict.status).toBe('blocked');
  expect(summary.gates.find(({ id }) => id === 'nothing-failed')?.state).toBe('shut');
  expect(output).toContain(summary.verdict.reason);
  expect(output).toContain('uat-packet');
});
