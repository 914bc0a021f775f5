import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CommandLine, commandLine } from '../../src/run/command-line.ts';

const FILE = 'a file filter';
const CASES: readonly [string, readonly string[], CommandLine][] = [
  ['nothing', [], { selection: [] }],
  ['what leaves nothing out', ['-c', 'a.config.ts', '--workers=1', '-j', '2', '-x'], { selection: [] }],
  ['values that are no files', ['--retries', '1', '--reporter', 'list', '--trace', 'off'], { selection: [] }],
  ['values that may be left away', ['--shuffle', '42', '-u', 'all', '--debug', 'cli'], { selection: [] }],
  ['repetitions', ['--repeat-each', '2', '--timeout=0'], { selection: [] }],
  ['a file', ['a.spec.ts'], { selection: [FILE] }],
  ['a file behind an option', ['--headed', 'a.spec.ts:3'], { selection: [FILE] }],
  ['a file behind two dashes', ['--shuffle', '--', 'a.spec.ts'], { selection: [FILE] }],
  ['--grep-invert', ['--grep-invert', 'fails'], { selection: ['--grep-invert'] }],
  ['short names', ['-g', 'a', '-Gfails'], { selection: ['--grep', '--grep-invert'] }],
  ['equals signs', ['--grep=a', '--project=one'], { selection: ['--grep', '--project'] }],
  ['several projects', ['--project', 'one', 'two', '--no-deps'], { selection: ['--no-deps', '--project'] }],
  ['what failed last', ['--last-failed'], { selection: ['--last-failed'] }],
  ['what changed', ['--only-changed', 'main'], { selection: ['--only-changed'] }],
  ['lists', ['--test-list', 'a', '--test-list-invert=b'], { selection: ['--test-list', '--test-list-invert'] }],
  ['a shard', ['--shard=1/2'], { selection: [], shard: { current: 1, total: 2 } }],
  ['the last of two shards', ['--shard', '1/2', '--shard', '2/3'], { selection: [], shard: { current: 2, total: 3 } }],
];

for (const [name, args, expected] of CASES) {
  test(`${name}: ${args.join(' ')}`, () => {
    assert.deepEqual(commandLine(['node', 'cli.js', 'test', ...args]), expected);
  });
}

test('only the command "test" selects tests', () => {
  assert.deepEqual(commandLine(['node', 'cli.js', 'merge-reports', 'blobs']), { selection: [] });
  assert.deepEqual(commandLine([]), { selection: [] });
});
