import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean, nearest } from '../../src/document/nearest.ts';

const KNOWN = ['FLOW-AUTH-MFA-001', 'recovery', 'P0', 'constructor'];

for (const [word, meant] of [
  ['FLOW-AUTH-MFA-002', 'FLOW-AUTH-MFA-001'],
  ['flow-auth-mfa-001', 'FLOW-AUTH-MFA-001'],
  ['recovry', 'recovery'],
  ['p0', 'P0'],
  ['cleanup', undefined],
  ['', undefined],
  ['P', undefined],
  ['__proto__', undefined],
] as const)
  test(`${word || 'nothing'} means ${meant ?? 'nothing known'}`, () => assert.equal(nearest(word, KNOWN), meant));

test('nothing known, nothing meant', () => {
  assert.equal(nearest('x', []), undefined);
  assert.equal(didYouMean('recovry', KNOWN, 'no'), 'Did you mean "recovery"?');
  assert.equal(didYouMean('zzz', KNOWN, 'no'), 'no');
});
