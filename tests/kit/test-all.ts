import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from '../../src/setup/install-browser.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const resolve = createRequire(import.meta.url).resolve;
const BIN = join(ROOT, 'node_modules', '.bin');

/** What one stage says about itself. */
interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** One kind of test: a command line and how its output is counted. */
interface Stage {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly count: (output: string, exitCode: number) => Counts;
}

const oneCheck = (_output: string, exitCode: number): Counts => ({
  passed: exitCode ? 0 : 1,
  failed: exitCode ? 1 : 0,
});

const STAGES: readonly Stage[] = [
  { name: 'format and lint', command: [join(BIN, 'biome'), 'ci', '.'], count: oneCheck },
  { name: 'types', command: [join(BIN, 'tsc')], count: oneCheck },
  { name: 'dead code', command: [join(BIN, 'knip')], count: oneCheck },
  {
    name: 'pure rooms',
    command: [process.execPath, '--import', 'tsx', '--test', ...pureTests()],
    count: countNodeTest,
  },
  {
    name: 'with the host',
    command: [process.execPath, resolve('@playwright/test/cli'), 'test', '--config', 'tests/playwright.config.ts'],
    count: countPlaywright,
  },
];

/** `tests/**` + `/*.test.ts`, without the live tests that start a real Keycloak. */
function pureTests(): string[] {
  // With types, because without them the links that a killed run leaves in `.inline` are followed in circles.
  return readdirSync(join(ROOT, 'tests'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((file) => file.endsWith('.test.ts') && !/\.inline|live/.test(file))
    .sort();
}

/** The closing lines of node's own test runner: `# pass 12`, or `ℹ pass 12` on a terminal. */
function countNodeTest(output: string, exitCode: number): Counts {
  const last = (word: string): number =>
    Number([...output.matchAll(new RegExp(`^\\S+ ${word} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
  return atLeastOneFailure({ passed: last('pass'), failed: last('fail') + last('cancelled') }, exitCode);
}

/** The closing lines of Playwright's list reporter: `  12 passed (3.4s)`. */
function countPlaywright(output: string, exitCode: number): Counts {
  const last = (words: string): number =>
    [...output.matchAll(new RegExp(`^ {2}(\\d+) (?:${words})\\b`, 'gm'))].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
  return atLeastOneFailure({ passed: last('passed'), failed: last('failed|flaky|interrupted|did not run') }, exitCode);
}

/** A runner that fell over without counting has failed all the same, and so has one that ran nothing. */
function atLeastOneFailure({ passed, failed }: Counts, exitCode: number): Counts {
  const broken = (exitCode !== 0 || passed === 0) && failed === 0;
  return { passed, failed: broken ? 1 : failed };
}

async function run({ name, command: [file, ...args], count }: Stage): Promise<Counts> {
  process.stdout.write(`\n== ${name}\n`);
  const child = spawn(file, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    });
  }
  const exitCode = await new Promise<number>((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code) => settle(code ?? 1));
  });
  return count(output, exitCode);
}

ensureBrowser((line) => process.stdout.write(`setup: ${line}\n`));
const results: Counts[] = [];
for (const stage of STAGES) results.push(await run(stage));
const total = (key: keyof Counts): number => results.reduce((sum, counts) => sum + counts[key], 0);
process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed\n`);
process.exitCode = total('failed') === 0 ? 0 : 1;
