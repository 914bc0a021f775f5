import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { SUBPATHS } from '../../src/flow-id.ts';
import type { CellState, Verdict } from '../../src/summary/summary.ts';
import { configText, matrixText, specText } from '../kit/flow-project.ts';
import { cellOf, packetOf, summaryOf } from '../kit/packet-reader.ts';
import { type InlineOptions, inlineProject, playwright, removeInlineProject } from '../kit/run-inline.ts';
import { governedUntil } from '../matrix/sample-matrix.ts';

const FLOW = 'FLOW-VERDICT-A-001';
const DETAILS = `flow('${FLOW}', 'happy')`;
const rest = SUBPATHS.filter((subpath) => subpath !== 'happy').map((subpath) => [subpath, governedUntil('2030-12-31')]);

interface Case {
  readonly name: string;
  readonly code: string;
  readonly options?: InlineOptions;
  readonly cell: CellState;
  readonly verdict: Verdict['status'];
  readonly exitCode: number;
}

/** Cases in which Playwright's own exit code says something else, or nothing of what a verdict needs. */
const CASES: readonly Case[] = [
  {
    name: 'a pass',
    code: `test('a', ${DETAILS}, () => {});`,
    cell: 'passed',
    verdict: 'ready',
    exitCode: 0,
  },
  {
    name: 'a skip that the test itself governs',
    code: `const waiver = { owner: 'team', task: 'OPS-FIX-2', expires: '2030-12-31', reason: 'It cannot be driven.' };
const { tag, annotation } = ${DETAILS};
const annotations = [annotation ?? [], Object.entries(waiver).map(([type, description]) => ({ type, description }))].flat();
test.skip('a', { tag, annotation: annotations }, () => {});`,
    cell: 'waived',
    verdict: 'ready',
    exitCode: 0,
  },
  {
    name: 'a skip whose waiver the test pushes only while it runs',
    code: `const waiver = { owner: 'team', task: 'OPS-FIX-2', expires: '2030-12-31', reason: 'It cannot be driven.' };
test('a', ${DETAILS}, ({}, info) => {
  info.annotations.push(...Object.entries(waiver).map(([type, description]) => ({ type, description })));
  test.skip();
});`,
    cell: 'blocked',
    verdict: 'blocked',
    exitCode: 1,
  },
  {
    name: 'a waiver that nobody can read, follow up or live to see',
    code: `const waiver = { owner: '\\u200B', task: '.', expires: '9999-12-31', reason: '-' };
const { tag, annotation } = ${DETAILS};
const annotations = [annotation ?? [], Object.entries(waiver).map(([type, description]) => ({ type, description }))].flat();
test.skip('a', { tag, annotation: annotations }, () => {});`,
    cell: 'blocked',
    verdict: 'blocked',
    exitCode: 1,
  },
  {
    name: 'a skip that nobody governs',
    code: `test.skip('a', ${DETAILS}, () => {});`,
    cell: 'blocked',
    verdict: 'blocked',
    exitCode: 1,
  },
  {
    name: 'a known defect that still fails',
    code: `test.fail('a', ${DETAILS}, () => { throw new Error('known'); });`,
    cell: 'blocked',
    verdict: 'blocked',
    exitCode: 1,
  },
  {
    name: 'a pass at the second attempt',
    code: `test('a', ${DETAILS}, ({}, info) => { if (info.retry === 0) throw new Error('first'); });`,
    options: { args: ['--retries=1'] },
    cell: 'flaky',
    verdict: 'blocked',
    exitCode: 1,
  },
  {
    name: 'a test that had no turn, because too many failed before it',
    code: `test('fails first', flow('${FLOW}', 'empty'), () => { throw new Error('no'); });
test('a', ${DETAILS}, () => {});`,
    options: { args: ['--max-failures=1', '--workers=1'] },
    cell: 'blocked',
    verdict: 'blocked',
    exitCode: 1,
  },
  {
    name: 'Ctrl-C',
    code: `test('a', ${DETAILS}, () => { console.log('hangs now'); return new Promise(() => {}); });`,
    options: { interruptAt: 'hangs now' },
    cell: 'blocked',
    verdict: 'interrupted',
    exitCode: 130,
  },
  {
    name: 'the time limit of the run',
    code: `test('a', ${DETAILS}, () => new Promise(() => {}));`,
    options: { args: ['--global-timeout=4000', '--timeout=0'] },
    cell: 'blocked',
    verdict: 'interrupted',
    exitCode: 1,
  },
];

const spec = (index: number): string => `case-${index}.spec.ts`;
/** A config of its own for each case: to name its file on the command line would be a selection. */
const config = (index: number): string => `case-${index}.config.ts`;

const folder = inlineProject({
  'flows/matrix.yaml': matrixText({ flow_id: FLOW, skips: Object.fromEntries(rest) }),
  ...Object.fromEntries(
    CASES.flatMap(({ code }, index) => [
      [spec(index), specText(code)],
      [config(index), configText({ testMatch: spec(index) })],
    ]),
  ),
});
test.afterAll(() => removeInlineProject(folder));

for (const [index, { name, options = {}, ...expected }] of CASES.entries()) {
  test(`${name}: ${expected.verdict}, exit code ${expected.exitCode}`, async () => {
    rmSync(packetOf(folder), { recursive: true, force: true });
    const args = ['--config', config(index), ...(options.args ?? [])];
    const { exitCode, output } = await playwright(folder, 'test', { ...options, args });
    const summary = summaryOf(folder);
    expect(cellOf(summary, FLOW).state, output).toBe(expected.cell);
    expect(summary.verdict.status, output).toBe(expected.verdict);
    expect(exitCode).toBe(expected.exitCode);
  });
}
