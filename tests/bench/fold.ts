import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SUBPATHS } from '../../src/flow-id.ts';
import { type Cost, interleave, roundsOr } from './interleave.ts';
import { watchTree } from './tree-cpu.ts';

/**
 * Prints what the packet reporter costs beside Playwright's html reporter, folding one stored run of 2,000 flow-tagged tests:
 * `playwright merge-reports` starts, reads and replays the same for both. Run with `tsx tests/bench/fold.ts [rounds]`.
 */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TESTS = 2_000;
const PER_FILE = 100;
const GOAL = 1;

const rounds = roundsOr(5);
mkdirSync(join(ROOT, 'test-results'), { recursive: true });
// Below the project, so that the run finds the packages.
const folder = mkdtempSync(join(ROOT, 'test-results', 'bench-fold-'));
try {
  storeRun();
  await costOf(['playwright', 'test', '-c', config('blob', ['blob', { outputDir: 'blob' }])]);
  const packet = config('packet', [join(ROOT, 'dist', 'reporters', 'uat.js'), { packet: join(folder, 'packet') }]);
  const html = config('html', ['html', { outputFolder: join(folder, 'html'), open: 'never' }]);
  const fold = (file: string) => costOf(['playwright', 'merge-reports', '-c', file, join(folder, 'blob')]);
  await fold(html).then(() => fold(packet));
  await interleave(
    { title: `fold ${TESTS} tests`, goal: GOAL, plain: () => fold(html), ours: () => fold(packet) },
    rounds,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Writes the tests: eight subpaths of 250 flows, each with two steps; one in fifty fails. */
function storeRun(): void {
  mkdirSync(join(folder, 'specs'));
  for (let from = 0; from < TESTS; from += PER_FILE) {
    const tests = Array.from({ length: PER_FILE }, (_, at) => testSource(from + at));
    writeFileSync(
      join(folder, 'specs', `from-${from}.spec.ts`),
      [`import { expect, test } from '@playwright/test';`, ...tests].join('\n'),
    );
  }
}

function testSource(number: number): string {
  const flow = `FLOW-BENCH-FOLD-${String(Math.floor(number / SUBPATHS.length)).padStart(3, '0')}`;
  const subpath = SUBPATHS[number % SUBPATHS.length];
  const annotation = JSON.stringify([
    { type: 'flow_id', description: flow },
    { type: 'subpath', description: subpath },
  ]);
  const seen = number % 50 === 0 ? number + 1 : number;
  return `test('case ${number}', { tag: ['@${flow}', '@${subpath}'], annotation: ${annotation} }, async () => {
  await test.step('act', async () => {});
  await test.step('assert', async () => { expect(${seen}).toBe(${number}); });
});`;
}

function config(name: string, reporter: readonly [string, object]): string {
  const file = join(folder, `${name}.config.ts`);
  writeFileSync(
    file,
    `export default ${JSON.stringify({ testDir: 'specs', workers: 1, outputDir: 'results', reporter: [reporter] })};`,
  );
  return file;
}

/** A fold ends with 1 where a reporter finds the run unfit; that of a run with failures always does. */
async function costOf(args: readonly string[]): Promise<Cost> {
  const began = performance.now();
  const child = spawn('npx', args, { cwd: folder, stdio: 'ignore' });
  const cpu = watchTree(child.pid ?? 0);
  await once(child, 'exit');
  const cost = { wall: performance.now() - began, cpu: cpu.read() };
  cpu.stop();
  return cost;
}
