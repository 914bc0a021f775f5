import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertScreen } from './assert-screen.ts';
import type { Case, Played, Step } from './case.ts';
import { CASE_IDS } from './case-ids.ts';
import { ACTION_CASES } from './cases/action-cases.ts';
import { CONDITION_CASES } from './cases/condition-cases.ts';
import { FLOW_CASES } from './cases/flow-cases.ts';
import { FORM_CASES } from './cases/form-cases.ts';
import { LEVEL_CASES } from './cases/level-cases.ts';
import { ORGANIZATION_CASES } from './cases/organization-cases.ts';
import { PROFILE_CASES } from './cases/profile-cases.ts';
import { REQUEST_CASES } from './cases/request-cases.ts';
import { SECOND_FACTOR_CASES } from './cases/second-factor-cases.ts';
import { SESSION_CASES } from './cases/session-cases.ts';
import { change, firstScene, perform } from './scene.ts';

const CASES: readonly Case[] = [
  ...FLOW_CASES,
  ...CONDITION_CASES,
  ...FORM_CASES,
  ...SECOND_FACTOR_CASES,
  ...LEVEL_CASES,
  ...ACTION_CASES,
  ...PROFILE_CASES,
  ...SESSION_CASES,
  ...ORGANIZATION_CASES,
  ...REQUEST_CASES,
];

const isPlayed = (each: Case): each is Played => 'steps' in each;
const played = CASES.filter(isPlayed);

function play(each: Played): void {
  let scene = firstScene(each);
  each.steps.forEach(([doing, state, facts]: Step, index) => {
    try {
      scene = typeof doing === 'string' ? perform(scene, doing) : change(scene, doing);
      if (state !== undefined) assertScreen(scene, state, facts);
    } catch (error) {
      assert.ok(error instanceof Error);
      error.message = `step ${index + 1} (${JSON.stringify(doing)}): ${error.message}`;
      throw error;
    }
  });
}

for (const each of played) {
  test(`${each.id}: ${each.what}`, () => play(each));
  for (const [version, steps] of Object.entries(each.elsewhere ?? {}))
    test(`${each.id} on ${version}: ${each.what}`, () => play({ ...each, version, steps }));
}

test('every case is played or says why not', (context) => {
  const left = CASES.filter((each) => !isPlayed(each));
  context.diagnostic(`${played.length} played, ${left.length} left out`);
  assert.deepEqual(CASES.map(({ id }) => id).toSorted(), CASE_IDS.toSorted());
  assert.ok(played.length >= 150, `${played.length} played`);
  for (const each of left) assert.ok('why_not' in each && each.why_not.length > 20, each.id);
  for (const { id, steps } of played)
    assert.ok(
      steps.some(([, state]) => state !== undefined),
      `${id} asserts something`,
    );
});

const OTHER_STATE = 'nothing-of-the-kind';
const OTHER_FACT = 'something else';

/** The case with one expectation changed, once for each expectation. */
function spoilt(each: Played): Played[] {
  return each.steps.flatMap(([doing, state, facts], index) => {
    if (state === undefined || typeof doing !== 'string') return [];
    const changed: Step[] = [[doing, OTHER_STATE]];
    for (const name of Object.keys(facts ?? {}))
      changed.push([doing, state, { ...facts, [name]: name === 'user' ? { username: OTHER_FACT } : OTHER_FACT }]);
    return changed.map((step) => ({ ...each, steps: [...each.steps.slice(0, index), step] }));
  });
}

test('whatever else a case expected, it would fail', (context) => {
  const all = played.flatMap(spoilt);
  context.diagnostic(`${all.length} expectations`);
  assert.ok(all.length > 600);
  for (const each of all) assert.throws(() => play(each), /^AssertionError/, each.id);
});
