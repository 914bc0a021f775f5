/**
 * Time of `flowproof contract review` as a user starts it: 500 personas over a realm with 60 executions.
 * `node --import tsx tests/bench/review.ts [personas=500] [rounds=5]`, after `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeLargeContract } from '../contract/review/large-contract.ts';

const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const [personas = 500, rounds = 5] = process.argv.slice(2).map(Number);

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

/** Wall and processor seconds of one command; the latter is not stretched by other work on the machine. */
function measure(args: readonly string[]): { readonly wall: number; readonly cpu: number; readonly said: string } {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="%U %S"; time "$@"', 'bash', process.execPath, MAIN, ...args],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  if (status !== 0) throw new Error(`exit code ${status}: ${stdout.slice(0, 2000)}${stderr}`);
  const [user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { wall: (performance.now() - start) / 1000, cpu: user + system, said: stdout };
}

const folder = mkdtempSync(join(tmpdir(), 'flowproof-review-'));
try {
  const { file, executions, classes } = writeLargeContract(folder, personas);
  const runs = Array.from({ length: rounds }, () => measure(['contract', 'review', file, '--json']));
  const idle = Array.from({ length: rounds }, () => measure(['--help']));
  const verdict = JSON.parse(runs[0]?.said ?? '{}').verdict;
  console.log(`${personas} personas in ${classes} kinds, ${executions} executions: ${verdict}`);
  console.log(
    `review  wall ${median(runs.map(({ wall }) => wall)).toFixed(2)} s, processor ${median(runs.map(({ cpu }) => cpu)).toFixed(2)} s`,
  );
  console.log(
    `--help  wall ${median(idle.map(({ wall }) => wall)).toFixed(2)} s, processor ${median(idle.map(({ cpu }) => cpu)).toFixed(2)} s`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
