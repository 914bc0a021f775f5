import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysLeft, runRecord } from '../../src/evidence/run-record.ts';
import { sampleRun } from './sample-packet.ts';
import { readySummary } from './sample-ready.ts';

const run = sampleRun(readySummary());

test('a run record is accepted as it is', () => assert.deepEqual(runRecord.parse(run), run));

for (const [name, wrong] of [
  ['a local time', { started_at: '2026-11-21T10:42:07+05:30' }],
  ['a fraction of a millisecond', { duration_ms: 1.5 }],
  ['an unknown key', { host: 'build-7' }],
  ['a date that is none', { today: '2026-02-30' }],
] as const) {
  test(`${name} is refused`, () => assert.equal(runRecord.safeParse({ ...run, ...wrong }).success, false));
}

test('days left are found by flow and subpath', () => {
  assert.equal(daysLeft(run, { flow_id: 'FLOW-ACCOUNT-PROFILE-002', subpath: 'recovery' }), 24);
  assert.equal(daysLeft(run, { flow_id: 'FLOW-ACCOUNT-PROFILE-002', subpath: 'happy' }), undefined);
});
