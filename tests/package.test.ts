import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'node_modules', '.bin');
const folder = mkdtempSync(join(tmpdir(), 'flowproof-pack-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Output of a command in the package; a failure carries what it said. */
function run(file: string, ...args: string[]): string {
  return execFileSync(file, args, { cwd: ROOT, encoding: 'utf8' });
}

run('npm', 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder);
const tarball = join(folder, readdirSync(folder)[0] ?? '');
const packed = run('tar', '-tzf', tarball).trim().split('\n');

test('the tarball is what the entries of package.json promise', () => {
  run(join(BIN, 'publint'), 'run', tarball, '--strict');
});

test('its types resolve for importers', () => {
  run(join(BIN, 'attw'), tarball, '--profile', 'esm-only', '--no-color');
});

test('it holds the build and the shipped flows, and no test, source or secret', () => {
  const { exports, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const entries = Object.values<string | { default: string }>(exports).map((entry) =>
    typeof entry === 'string' ? entry : entry.default,
  );
  for (const entry of [...entries, ...Object.values<string>(bin)])
    assert.ok(packed.includes(join('package', entry)), entry);
  for (const path of [
    'flows/matrix.yaml',
    'flows/contracts/mfa-rollout.yaml',
    'flows/contracts/step-up.yaml',
    'flows/contracts/brute-force-lock.yaml',
    'flows/realms/flowproof-demo-before.json',
    'flows/realms/flowproof-demo.json',
    'dist/schemas/contract.schema.json',
    'dist/schemas/matrix.schema.json',
    'flows/realms/flowproof-step-up.json',
    'flows/realms/flowproof-lock.json',
    'LICENSE',
    'README.md',
  ])
    assert.ok(packed.includes(`package/${path}`), path);
  assert.deepEqual(
    packed.filter((path) => /^package\/(src|tests|\.ci)\//.test(path)),
    [],
  );
});

test('the public list is written down', async () => {
  const list = async (entry: string) =>
    Object.keys(await import(new URL(`../src/${entry}.ts`, import.meta.url).href)).sort();
  assert.deepEqual(await list('index'), [
    'Problem',
    'SUBPATHS',
    'checkMatrix',
    'contract',
    'exitCode',
    'flow',
    'journeyRecord',
    'matrix',
    'parseContract',
    'parseMatrix',
    'predict',
    'readRealm',
    'summarize',
    'summary',
    'summaryBytes',
  ]);
  assert.deepEqual(await list('test'), ['defineContractTests', 'expect', 'flow', 'test']);
  assert.deepEqual(await list('config'), ['defineFlowConfig']);
});
