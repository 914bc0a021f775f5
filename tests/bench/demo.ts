import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Cost, interleave, roundsOr } from './interleave.ts';
import { watchTree } from './tree-cpu.ts';

/**
 * Prints what `npm run demo` costs beside the same journeys as plain Playwright specs (`plain/`): same tests, workers and
 * browser, without pictures, redaction and packet. Both write to a temporary folder. Run with `tsx tests/bench/demo.ts [rounds]`.
 */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GOAL = 1.5;

const rounds = roundsOr(3);
const folder = mkdtempSync(join(tmpdir(), 'flowproof-bench-'));
const into = ['--output', join(folder, 'results')];
const demo = ['npm', 'run', 'demo', '--', '--out', join(folder, 'packet'), '--', ...into];
const plain = ['npx', 'playwright', 'test', '-c', 'tests/bench/plain/plain.config.ts', ...into];
try {
  // Once each, so that nothing is built, compiled or cached for the first time while the clock runs.
  await costOf(plain).then(() => costOf(demo));
  await interleave({ title: 'demo', goal: GOAL, plain: () => costOf(plain), ours: () => costOf(demo) }, rounds);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function costOf([command = '', ...args]: readonly string[]): Promise<Cost> {
  const began = performance.now();
  const env = { ...process.env, PLAYWRIGHT_HTML_OUTPUT_DIR: join(folder, 'html') };
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const cpu = watchTree(child.pid ?? 0);
  const [code] = await once(child, 'exit');
  const cost = { wall: performance.now() - began, cpu: cpu.read() };
  cpu.stop();
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
  return cost;
}
