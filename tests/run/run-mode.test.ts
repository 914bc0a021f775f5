import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RunMode, runMode } from '../../src/run/run-mode.ts';

type Given = Parameters<typeof runMode>;

const half = { current: 1, total: 2 };
const CASES: readonly [string, Given[0], Given[1], RunMode][] = [
  ['a plain run', { shard: null, argv: ['test'] }, 'test', 'full'],
  // Playwright before 1.61 tells no command line.
  ['a run told nothing', { shard: null } as Given[0], undefined, 'full'],
  ['a shard', { shard: half, argv: ['test', '--shard=1/2'] }, 'test', 'shard'],
  ['a merge', { shard: null, argv: [] }, 'merge', 'merge'],
  ['a listing', { shard: null, argv: ['test', '--list'] }, 'list', 'list'],
  ['a listing of a shard', { shard: half, argv: ['test', '--list'] }, 'list', 'list'],
  ['UI mode', { shard: null, argv: ['test', '--ui'] }, 'test', 'watch'],
  ['UI mode at a port', { shard: null, argv: ['test', '--ui-port=0'] }, 'test', 'watch'],
  ['an editor', { shard: null, argv: ['test-server', '-c', 'x'] }, 'test', 'watch'],
  ['a file whose name contains --ui', { shard: null, argv: ['test', 'my--ui.spec.ts'] }, 'test', 'full'],
];

for (const [name, config, hint, mode] of CASES) {
  test(`${name} is ${mode}`, () => assert.equal(runMode(config, hint), mode));
}
