import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonFault } from '../../src/exports/json-fault.ts';

test('a document that is cut off anywhere has no fault', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 2), (source, indent) => {
      const text = JSON.stringify(
        { value: JSON.parse(source), flag: true, number: -1.5e-7, text: '\u0001é' },
        null,
        indent,
      );
      for (let length = 0; length <= text.length; length += 1)
        assert.equal(jsonFault(text.slice(0, length)), undefined);
    }),
    { numRuns: 60 },
  );
});

const FAULTS: readonly (readonly [string, number])[] = [
  ['{"a":oops}', 5],
  ['{"a":1,}', 7],
  ['{"a" 1}', 5],
  ['[1,,2]', 3],
  ['{"a":"\n"}', 6],
  ['{"a":1}x', 7],
  ["{'a':1}", 1],
];

for (const [text, fault] of FAULTS)
  test(`the fault of ${JSON.stringify(text)} is at ${fault}`, () => assert.equal(jsonFault(text), fault));
