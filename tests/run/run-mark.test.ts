import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/problem.ts';
import { RUN_KEY, runFolder, runKey } from '../../src/run/run-environment.ts';
import { isKeyOfAll, runMark } from '../../src/run/run-mark.ts';

const [ONE, TWO] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

test('the key of all shards is told from the key of some', () => {
  assert.ok(isKeyOfAll({ ci: 'x', ...runMark(ONE) }, ONE));
  assert.ok(!isKeyOfAll({ ...runMark(ONE), ...runMark(TWO) }, ONE));
  assert.ok(!isKeyOfAll(runMark(TWO), ONE));
  assert.ok(!isKeyOfAll({}, ONE));
});

test('a mark does not tell the key', () => {
  assert.ok(!JSON.stringify(runMark(ONE)).includes(ONE.toString('hex').slice(0, 8)));
});

test('a run has one key, made when it is first asked for', () => {
  const env: NodeJS.ProcessEnv = {};
  assert.deepEqual(runKey(env), runKey(env));
  assert.match(env[RUN_KEY] ?? '', /^[0-9a-f]{64}$/);
  assert.notDeepEqual(runKey(env), runKey({}));
});

test('a key that is none, and a run that was not set up, are problems', () => {
  assert.throws(
    () => runKey({ [RUN_KEY]: 'short' }),
    (error) => error instanceof Problem && error.code === 'bad-option',
  );
  assert.throws(() => runFolder({}), /defineFlowConfig/);
});
