import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edgeCoverage, foldEdges } from '../../src/summary/edge-coverage.ts';
import type { TestJourney } from '../../src/summary/summary.ts';
import { LOGIN, sampleJourney } from '../evidence/sample-journey.ts';

type Edges = NonNullable<TestJourney['exercised']>['edges'];

const RIGHT = { from: 'login', input: 'password right', to: 'login-otp', agreed: true };
const WRONG = { from: 'login', input: 'password wrong', to: 'login:invalid', agreed: true };

function driven(persona: string, lane: TestJourney['lane'], edges: Edges): { journeys: TestJourney[] } {
  const journey = sampleJourney({ persona, expected: [LOGIN], folder: persona, lane });
  return { journeys: [{ ...journey, exercised: { class: 'c1a55', transitions: 7, edges } }] };
}

test('each edge counts once, apart for the embedded provider and for a real one', () => {
  const tests = [
    driven('ada', 'simulated', [RIGHT, WRONG]),
    driven('ada', 'simulated', [RIGHT]),
    driven('otto', 'disposable', [RIGHT]),
  ];
  const [row, ...more] = foldEdges(tests);
  assert.deepEqual(more, []);
  assert.deepEqual(edgeCoverage.parse(row), {
    contract: 'mfa-rollout',
    class: 'c1a55',
    personas: ['ada', 'otto'],
    predicted: 7,
    rehearsed: 2,
    observed: 1,
    contradicted: [],
  });
});

test('an edge that led elsewhere is neither rehearsed nor observed by it, and is named', () => {
  const [row] = foldEdges([driven('ada', 'disposable', [RIGHT, { ...WRONG, agreed: false }])]);
  assert.deepEqual([row?.observed, row?.contradicted], [1, ['login (password wrong) > login:invalid']]);
});

test('the order of the tests changes nothing, and journeys that tell of no edge make no row', () => {
  const tests = [driven('otto', 'disposable', [WRONG]), driven('ada', 'simulated', [RIGHT])];
  assert.deepEqual(foldEdges(tests), foldEdges(tests.toReversed()));
  assert.deepEqual(
    foldEdges([{ journeys: [sampleJourney({ persona: 'ada', expected: [LOGIN], folder: 'ada' })] }]),
    [],
  );
});
