import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GATES } from '../../src/gate/gates.ts';

test('gates have ids, titles and urgencies of their own', () => {
  for (const key of ['id', 'title', 'urgency'] as const)
    assert.equal(new Set(GATES.map((gate) => gate[key])).size, GATES.length, key);
});
