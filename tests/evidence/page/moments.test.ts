import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durationText, momentText } from '../../../src/evidence/page/moments.ts';

for (const [milliseconds, text] of [
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1 s'],
  [59_499, '59 s'],
  [59_500, '1 min 0 s'],
  [185_280, '3 min 5 s'],
  [3_840_000, '1 h 4 min'],
] as const) {
  test(`${milliseconds} ms is ${text}`, () => assert.equal(durationText(milliseconds), text));
}

test('a moment is shown in UTC, to the minute', () => {
  assert.equal(momentText('2026-11-21T23:59:59.999Z'), '2026-11-21 23:59 UTC');
});
