import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureFiles, sha256Of } from '../../src/evidence/picture-files.ts';
import { Problem } from '../../src/problem.ts';
import type { Summary } from '../../src/summary/summary.ts';
import { sampleTest } from './sample-rows.ts';
import { unmappedSummary } from './sample-summary.ts';

const PATH = 'data/evidence/FLOW-AUTH-MFA-001/happy/01-login.png';
const BYTES = new Uint8Array([1, 2, 3]);

function listing(sha256: string): Summary {
  const shown = { title: 'Login', page: 'login', state: 'login', status: 'shown', path: PATH, sha256 } as const;
  return { ...unmappedSummary(), tests: [{ ...sampleTest('FLOW-AUTH-MFA-001', 'happy'), pictures: [shown] }] };
}

test('a listed picture with its digest is taken, an unlisted one is left out', () => {
  const given = new Map([
    [PATH.slice('data/'.length), BYTES],
    ['evidence/stray.png', BYTES],
  ]);
  assert.deepEqual([...pictureFiles(listing(sha256Of(BYTES)), given)], [[PATH, BYTES]]);
});

test('a listed picture that is missing is a problem', () => {
  assert.throws(
    () => pictureFiles(listing(sha256Of(BYTES)), new Map()),
    (error) => error instanceof Problem && /was not handed over/.test(error.message),
  );
});

test('a picture with another digest is a problem', () => {
  assert.throws(
    () => pictureFiles(listing('0'.repeat(64)), new Map([[PATH, BYTES]])),
    (error) => error instanceof Problem && /digest/.test(error.message),
  );
});
