import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/problem.ts';
import { checkIds } from '../../src/run/check-ids.ts';
import { readyRow, sampleMatrix } from '../matrix/sample-matrix.ts';

const matrix = sampleMatrix(readyRow({ flow_id: 'FLOW-AUTH-MFA-001', matrix_ids: ['UAT-AUTH-001', 'UAT-AUTH-002'] }));
const note = (type: string, description?: string) => ({ type, description });

const GOOD = [note('flow_id', 'FLOW-AUTH-MFA-001'), note('subpath', 'happy'), note('matrix_id', 'UAT-AUTH-002')];

test('known ids pass, and so does a test without any', () => {
  checkIds(GOOD, matrix);
  checkIds([], matrix);
  checkIds([note('issue', 'FLOW-OTHER-A-001'), note('constructor', 'x')], matrix);
});

const BAD: readonly [string, string, RegExp][] = [
  ['flow_id', 'FLOW-AUTH-MFA-010', /Did you mean "FLOW-AUTH-MFA-001"\?/],
  ['subpath', 'hapy', /Did you mean "happy"\?/],
  ['matrix_id', 'UAT-AUTH-003', /Did you mean "UAT-AUTH-00[12]"\?/],
];

for (const [type, id, help] of BAD) {
  test(`an unknown ${type} is a problem with the nearest known id`, () => {
    assert.throws(
      () => checkIds([note(type, id)], matrix),
      (error) => error instanceof Problem && error.code === 'flow-unknown' && help.test(error.message),
    );
  });
}

test('all unknown ids are told at once', () => {
  const all = BAD.map(([type, id]) => note(type, id));
  assert.throws(
    () => checkIds(all, matrix),
    (error) => error instanceof Problem && error.details.length === BAD.length,
  );
});

test('without a matrix only the subpath can be wrong', () => {
  checkIds([note('flow_id', 'FLOW-ANY-A-001'), note('matrix_id', 'UAT-ANY-001'), note('subpath', 'empty')], undefined);
  assert.throws(() => checkIds([note('subpath', 'nope')], undefined), Problem);
});

test('an annotation without a text names nothing that exists', () => {
  assert.throws(() => checkIds([note('flow_id')], matrix), Problem);
});
