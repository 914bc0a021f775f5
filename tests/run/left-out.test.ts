import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftOut, partMarks } from '../../src/run/left-out.ts';

const ARGV = ['node', 'cli.js', 'test'];
const shard = (current: number, total: number, tag?: string) =>
  partMarks({ shard: { current, total }, ...(tag && { tag }) }, ARGV);
const merged = (...marks: readonly Readonly<Record<string, true>>[]): string[] =>
  leftOut({ metadata: Object.assign({ ci: 'x' }, ...marks), argv: [] }, 'merge').map(({ message }) => message);

test('a merge names the shards that it lacks', () => {
  assert.deepEqual(merged(shard(1, 2), shard(2, 2)), []);
  assert.deepEqual(merged(shard(1, 2)), ['Shard 2 of 2 is missing.']);
  assert.deepEqual(merged(shard(2, 12)).length, 1);
  assert.deepEqual(merged(shard(2, 4)), ['Shards 1, 3 and 4 of 4 are missing.']);
});

test('a run without shards is complete, and so is every environment for itself', () => {
  assert.deepEqual(merged(partMarks({}, ARGV)), []);
  assert.deepEqual(merged(shard(1, 2, '@a'), shard(2, 2, '@a'), shard(1, 1, '@b')), []);
  assert.deepEqual(merged(shard(1, 2, '@a'), shard(2, 2, '@b')), [
    'Shard 2 of 2 is missing in @a.',
    'Shard 1 of 2 is missing in @b.',
  ]);
});

test('the command line goes before the config', () => {
  const marks = partMarks({ shard: { current: 1, total: 2 } }, [...ARGV, '--shard=2/2']);
  assert.deepEqual(merged(marks), ['Shard 1 of 2 is missing.']);
});

test('blob reports without marks are not taken for all of them', () => {
  assert.match(merged({})[0] ?? '', /do not say which shards/);
});

test('a selection is told of a run and of any shard, without what was selected', () => {
  const argv = [...ARGV, '--grep-invert', 'private words', '/home/me/a.spec.ts'];
  const [finding] = leftOut({ metadata: {}, argv }, 'full');
  assert.equal(
    finding?.message,
    'This run was a selection (--grep-invert and a file filter): tests that it left out may fail.',
  );
  assert.deepEqual(merged(shard(1, 2), partMarks({ shard: { current: 2, total: 2 } }, argv)), [finding?.message]);
  assert.deepEqual(leftOut({ metadata: {}, argv: ARGV }, 'full'), []);
});
