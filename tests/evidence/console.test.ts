import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import picocolors from 'picocolors';
import { finalText, progressText } from '../../src/evidence/console.ts';
import { blockedSummary } from './sample-blocked.ts';
import { readySummary } from './sample-ready.ts';
import { interruptedSummary, unmappedSummary } from './sample-summary.ts';

const plain = picocolors.createColors(false);
const colours = picocolors.createColors(true);

for (const [make, word] of [
  [readySummary, 'Ready'],
  [blockedSummary, 'Blocked'],
  [unmappedSummary, 'Not readiness evidence'],
  [interruptedSummary, 'Interrupted'],
] as const) {
  test(`the last lines say ${word}, why, what first and where`, () => {
    const summary = make();
    const lines = finalText(summary, 'uat-packet/index.html', plain).split('\n');
    assert.equal(lines[0], `${word}  ${summary.verdict.reason}`);
    assert.equal(lines[1], `  first  ${summary.verdict.next_action}`);
    assert.equal(lines.at(-2), '  packet uat-packet/index.html');
    assert.doesNotMatch(lines.join('\n'), /%/);
  });
}

test('a shut gate is named with its fact, and the simulated lane says what it does not prove', () => {
  const text = finalText(blockedSummary(), 'uat-packet', plain);
  assert.match(text, /gates {2}4\/7 complete; next: Every P0 and P1 flow has all eight subpaths \(22 of 24/);
  assert.match(text, /lane {3}simulated: .*never the realm/);
});

test('text from a test cannot steer the terminal', () => {
  const summary = blockedSummary();
  const reason = 'fine\u001B[2J\u202Ekcolb';
  const text = finalText({ ...summary, verdict: { ...summary.verdict, reason } }, 'p', plain);
  assert.match(text, /^Blocked {2}fine\[U\+001B\]\[2J\[U\+202E\]kcolb$/m);
});

test('colour is only added at the edge', () => {
  const summary = readySummary();
  const painted = finalText(summary, 'p', colours);
  assert.ok(painted.includes(colours.green(colours.bold('Ready'))));
  assert.equal(stripVTControlCharacters(painted), finalText(summary, 'p', plain));
});

test('progress is counted and names flow, subpath and persona', () => {
  const about = { number: 2, total: 56, title: 'a staff member signs in' };
  const flow = { flow_id: 'FLOW-AUTH-MFA-001', subpath: 'happy', persona: 'staff-with-otp' } as const;
  assert.equal(progressText({ ...about, ...flow }, plain), ' 2 of 56  FLOW-AUTH-MFA-001 happy  staff-with-otp');
  assert.equal(progressText(about, plain), ' 2 of 56  a staff member signs in');
});
