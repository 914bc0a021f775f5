import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behaviourOf } from '../../src/contract/behaviour.ts';
import { coverOf } from '../../src/contract/cover.ts';
import { exercisedByJourney, exercisedByWalk } from '../../src/contract/exercised.ts';
import { foresee, personaMachine } from '../../src/contract/foresee.ts';
import { walkAlong } from '../../src/contract/walk.ts';
import { readContracts } from '../../src/run/content.ts';
import { contractRealms, groundOn } from '../../src/run/contract-realms.ts';

const rollout = readContracts('flows/contracts').get('mfa-rollout');
assert.ok(rollout);
const ground = groundOn(rollout, contractRealms(rollout).after);
const persona = rollout.contract.identity_graph.personas.find(({ id }) => id === 'staff-with-otp');
assert.ok(persona);
const raw = personaMachine(ground, persona);
const behaviour = behaviourOf(raw);
const foreseen = foresee(ground, persona).steps;

test('a promised journey goes the edges of the right answers', () => {
  const { edges, transitions, class: name } = exercisedByJourney(behaviour, foreseen, foreseen);
  assert.deepEqual(
    edges.map(({ from, input, to, agreed }) => [from, input, to, agreed]),
    [
      ['login', 'password right', 'login-otp', true],
      ['login-otp', 'otp right', 'callback', true],
    ],
  );
  assert.equal(transitions, behaviour.machine.edges.length);
  assert.equal(name, behaviour.class);
});

test('where the browser went elsewhere the edge is contradicted, and nothing behind it counts', () => {
  const seen = [...foreseen.slice(0, 1), { page: 'error', state: 'error' as const }];
  const { edges } = exercisedByJourney(behaviour, foreseen, seen);
  assert.deepEqual(
    edges.map(({ input, agreed }) => [input, agreed]),
    [['password right', false]],
  );
});

test('where nothing further was seen nothing is contradicted', () => {
  const { edges } = exercisedByJourney(behaviour, foreseen, foreseen.slice(0, 2));
  assert.deepEqual(
    edges.map(({ input, agreed }) => [input, agreed]),
    [['password right', true]],
  );
});

test('a walk tells its edges as far as it was followed, also one through the machine before it was made small', () => {
  const [walk] = coverOf(behaviour.machine).walks.toSorted((a, b) => b.covers.length - a.covers.length);
  assert.ok(walk);
  const whole = exercisedByWalk(behaviour, walk.walk, -1);
  assert.equal(whole.edges.length, walk.walk.steps.length - 1);
  assert.ok(whole.edges.every(({ agreed }) => agreed));
  const cut = exercisedByWalk(behaviour, walk.walk, 3);
  assert.deepEqual(
    cut.edges.map(({ agreed }) => agreed),
    [true, true, false],
  );
  assert.deepEqual(exercisedByWalk(behaviour, walk.walk, 0).edges, []);
  const [first] = raw.edges;
  assert.ok(first);
  assert.equal(exercisedByWalk(behaviour, walkAlong(raw, [first]), -1).edges.length, 1);
});
