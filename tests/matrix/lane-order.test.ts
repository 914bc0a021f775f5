import assert from 'node:assert/strict';
import { test } from 'node:test';
import { satisfies, strongest, weakest } from '../../src/matrix/lane-order.ts';
import { LANES } from '../../src/trace.ts';

/** Rows: where it ran. Columns: what is demanded, in the order of LANES. */
const TABLE = [
  ['simulated', '+----'],
  ['disposable', '++---'],
  ['kind', '+++--'],
  ['dev', '++-+-'],
  ['demo', '++--+'],
  [undefined, '+----'],
] as const;

for (const [ran, row] of TABLE)
  test(`a result of ${ran ?? 'an unknown lane'} proves ${row}`, () =>
    assert.equal(LANES.map((demanded) => (satisfies(ran, demanded) ? '+' : '-')).join(''), row));

test('weakest and strongest', () => {
  assert.equal(weakest(['demo', 'simulated', 'kind']), 'simulated');
  assert.equal(strongest(['simulated', 'disposable']), 'disposable');
  assert.equal(weakest([]), undefined);
});
