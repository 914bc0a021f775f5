import assert from 'node:assert/strict';
import { test } from 'node:test';
import { personaStrips } from '../../../src/evidence/page/strips.ts';
import type { Summary, TestJourney } from '../../../src/summary/summary.ts';
import { CALLBACK, CHALLENGE, LOGIN, sampleJourney } from '../sample-journey.ts';
import { readySummary } from '../sample-ready.ts';
import { sampleTest } from '../sample-rows.ts';

const expected = [LOGIN, CHALLENGE, CALLBACK];
const good = sampleJourney({ persona: 'b', expected, folder: 'x' });
const wrong = sampleJourney({ persona: 'c', expected, observed: [LOGIN, CALLBACK], folder: 'y' });

function driving(...journeys: readonly TestJourney[]): Summary {
  const tests = journeys.map((journey, at) => ({
    ...sampleTest('FLOW-AUTH-MFA-001', 'happy'),
    id: `t${at}`,
    journeys: [journey],
  }));
  return { ...readySummary(), tests };
}

test('personas whose journeys differ come first', () => {
  const personas = personaStrips(driving(good, wrong));
  assert.deepEqual(
    personas.map(({ persona, differing }) => [persona, differing]),
    [
      ['c', 1],
      ['b', 0],
    ],
  );
});

test('equal journeys collapse into one strip that knows all its tests, pictures aside', () => {
  const elsewhere = sampleJourney({ persona: 'b', expected, folder: 'z' });
  const bare = {
    ...good,
    observed: { ...good.observed, steps: good.observed.steps.map(({ picture: _, ...step }) => step) },
  };
  const [persona] = personaStrips(driving(bare, good, elsewhere));
  assert.equal(persona?.strips.length, 1);
  assert.deepEqual(
    persona?.strips[0]?.tests.map(({ id }) => id),
    ['t0', 't1', 't2'],
  );
  assert.ok(persona?.strips[0]?.journey.observed.steps.every((step) => step.picture));
});

test('journeys that differ in lane, page or reason do not collapse', () => {
  const lane = sampleJourney({ persona: 'b', expected, folder: 'x', lane: 'disposable' });
  assert.equal(personaStrips(driving(good, lane))[0]?.strips.length, 2);
  assert.equal(personaStrips(driving(wrong, { ...wrong, reason: 'another' }))[0]?.strips.length, 2);
});

test('columns are as many as the longest row, and the first difference is marked once', () => {
  const columns = personaStrips(driving(wrong))[0]?.strips[0]?.columns ?? [];
  assert.deepEqual(
    columns.map(({ number, differs }) => [number, differs]),
    [
      [1, false],
      [2, true],
      [3, false],
    ],
  );
  assert.equal(columns[2]?.observed, undefined);
  assert.equal(columns[2]?.promised?.state, 'callback');
});

const STATES: readonly (readonly [string, string, string, string])[] = [
  ['mfa_challenge', 'mfa_challenge', 'callback', 'observed'],
  ['mfa_challenge', 'callback', 'callback', 'promised'],
  ['callback', 'mfa_challenge', 'callback', 'predicted'],
  ['login', 'login', 'login', 'observed'],
  ['login', 'consent', 'error', 'promised predicted observed'],
];

for (const [promised, predicted, observed, odd] of STATES) {
  test(`promised ${promised}, predicted ${predicted}, observed ${observed}: ${odd} stands alone`, () => {
    const one = (state: string) => JSON.parse(JSON.stringify({ state, page: state }));
    const rows = {
      predicted: { ...good.predicted, steps: [one(predicted)] },
      observed: { ...good.observed, steps: [one(observed)] },
    };
    const journey = { ...good, ...rows, promised: [one(promised)], first_difference: 0 };
    assert.equal(personaStrips(driving(journey))[0]?.strips[0]?.columns[0]?.odd.join(' '), odd);
  });
}
