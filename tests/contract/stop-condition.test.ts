import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StopCondition } from '../../src/contract/contract.ts';
import { narrate, type Shown } from '../../src/contract/narrate.ts';
import { firedBy, type Standing } from '../../src/contract/stop-condition.ts';
import type { Trace } from '../../src/trace.ts';

const LOGIN: Shown = { page: 'login' };
const OTP: Shown = { page: 'login-otp' };
const CALLBACK: Shown = { page: 'callback' };

const PREDICTED: Trace = { ...narrate([LOGIN, OTP], { kind: 'callback' }, false), unsupported: [] };
const stepsOf = (shown: readonly Shown[]) => narrate(shown, { kind: 'stopped' }, false).steps;

function standing(shown: readonly Shown[], about: Partial<Standing> = {}): Standing {
  return {
    persona: 'staff',
    promised: [{ state: 'login' }, { state: 'mfa_challenge' }, { state: 'callback' }],
    predicted: PREDICTED,
    steps: stepsOf(shown),
    ...about,
  };
}

const says = 'it ends here';
const UNKNOWN: StopCondition = { when: 'unknown_page', says };
const DIFFERS: StopCondition = { when: 'disagreement', says };
const CHALLENGED: StopCondition = { when: 'reaches', states: ['mfa_challenge'], says };
const WITHOUT: StopCondition = { when: 'callback_without', states: ['mfa_challenge', 'mfa_enrollment'], says };

const CASES: readonly {
  readonly name: string;
  readonly condition: StopCondition;
  readonly shown: readonly Shown[];
  readonly fires: boolean;
}[] = [
  { name: 'a page that nobody knows', condition: UNKNOWN, shown: [LOGIN, { page: 'new-page' }], fires: true },
  { name: 'known pages only', condition: UNKNOWN, shown: [LOGIN, OTP], fires: false },
  { name: 'a state that is reached', condition: CHALLENGED, shown: [LOGIN, OTP], fires: true },
  { name: 'a state that is not reached', condition: CHALLENGED, shown: [LOGIN], fires: false },
  { name: 'a callback without the state', condition: WITHOUT, shown: [LOGIN, CALLBACK], fires: true },
  { name: 'a callback after the state', condition: WITHOUT, shown: [LOGIN, OTP, CALLBACK], fires: false },
  { name: 'no callback yet', condition: WITHOUT, shown: [LOGIN], fires: false },
  { name: 'a page that was not promised', condition: DIFFERS, shown: [LOGIN, CALLBACK], fires: true },
  { name: 'the beginning of what was promised', condition: DIFFERS, shown: [LOGIN, OTP], fires: false },
  { name: 'the same page again after a wrong answer', condition: DIFFERS, shown: [LOGIN, LOGIN], fires: false },
];

for (const { name, condition, shown, fires } of CASES) {
  test(`${condition.when}: ${name} ${fires ? 'ends the proof' : 'lets it go on'}`, () => {
    assert.equal(firedBy([condition], standing(shown)), fires ? condition : undefined);
  });
}

test('a prediction that is not met ends the proof although the promise is kept', () => {
  const foretold: Trace = { ...narrate([LOGIN, CALLBACK], { kind: 'callback' }, false), unsupported: [] };
  assert.equal(firedBy([DIFFERS], standing([LOGIN, OTP], { predicted: foretold })), DIFFERS);
});

test('the first condition that holds is the one that is told', () => {
  const shown = [LOGIN, OTP];
  assert.equal(firedBy([UNKNOWN, CHALLENGED, { ...CHALLENGED, says: 'later' }], standing(shown)), CHALLENGED);
});

test('personas and except say whom a condition is about', () => {
  const shown = [LOGIN, OTP];
  assert.equal(firedBy([{ ...CHALLENGED, personas: ['other'] }], standing(shown)), undefined);
  assert.equal(firedBy([{ ...CHALLENGED, except: ['staff'] }], standing(shown)), undefined);
  assert.ok(firedBy([{ ...CHALLENGED, personas: ['staff'], except: ['other'] }], standing(shown)));
});
