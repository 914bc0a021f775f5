import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstDifference } from '../../../src/contract/mutation/difference.ts';
import { mutantsOf } from '../../../src/contract/mutation/mutants.ts';
import type { Walk } from '../../../src/contract/walk.ts';
import { canonical } from '../../../src/keycloak/machine/canonical.ts';
import { exploreMachine } from '../../../src/keycloak/machine/explore-machine.ts';
import type { Machine } from '../../../src/keycloak/machine/machine.ts';
import { minimise } from '../../../src/keycloak/machine/minimise.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import { SMALL_REALM, smallRequest } from './small-contract.ts';

const original = machineOf(SMALL_REALM);
const mutants = mutantsOf(SMALL_REALM).mutants.flatMap(({ id, document }) => {
  const machine = machineOrNothing(document);
  return machine ? [{ id, machine }] : [];
});

function machineOf(document: object): Machine {
  const realm = readRealm(document, { version: '26.7.3' });
  return exploreMachine({ realm, persona: 'anna', request: smallRequest });
}

function machineOrNothing(document: object): Machine | undefined {
  try {
    return machineOf(document);
  } catch {
    return undefined;
  }
}

/** Equal for machines that nobody can tell apart: the smallest machine, its states numbered as they are first met. */
function shapeOf(machine: Machine): string {
  const { initial, states, edges } = minimise(machine);
  const numbers = new Map([[initial, 0]]);
  const rows: unknown[] = [];
  for (const [id] of numbers) {
    const state = states.find((candidate) => candidate.id === id);
    const ways = edges.filter(({ from }) => from === id).toSorted((a, b) => (a.input < b.input ? -1 : 1));
    for (const { to } of ways) if (!numbers.has(to)) numbers.set(to, numbers.size);
    rows.push([state?.page, state?.message, state?.end, ways.map(({ input, to }) => [input, numbers.get(to)])]);
  }
  return rows.map(canonical).join('\n');
}

test('no difference is found exactly where the smallest machines are the same', () => {
  const shape = shapeOf(original);
  const verdicts = mutants.map(({ id, machine }) => {
    const isSame = shapeOf(machine) === shape;
    assert.equal(firstDifference(original, machine) === undefined, isSame, id);
    return isSame;
  });
  assert.ok(verdicts.filter(Boolean).length > 20, 'equivalent mutants');
  assert.ok(verdicts.filter((isSame) => !isSame).length > 20, 'mutants that differ');
});

/** Does in the machine what the walk does, from its first page on. */
function walked(machine: Machine, walk: Walk) {
  let at = machine.initial;
  for (const { deed } of walk.steps) {
    if (!deed) continue;
    const edge = machine.edges.find(({ from, input }) => from === at && input === deed.label);
    assert.ok(edge, `nobody can do ${deed.label} on ${at}`);
    at = edge.to;
  }
  const state = machine.states.find(({ id }) => id === at);
  const inputs = machine.edges.filter(({ from }) => from === at).map(({ input }) => input);
  return { page: state?.page, message: state?.message, end: state?.end, inputs: inputs.toSorted() };
}

test('the walk of a difference, walked in both machines, shows what it says, and nothing shorter does', () => {
  for (const { id, machine } of mutants) {
    const difference = firstDifference(original, machine);
    if (!difference) continue;
    const [before, after] = [walked(original, difference.original_walk), walked(machine, difference.walk)];
    assert.notDeepEqual(before, after, id);
    const seen = ({ page, message, end, inputs }: typeof difference.original) => ({ page, message, end, inputs });
    assert.deepEqual(before, seen(difference.original), id);
    assert.deepEqual(after, seen(difference.mutant), id);
    const shorter = { ...difference.walk, steps: difference.walk.steps.slice(0, -2) };
    if (shorter.steps.length > 0) assert.deepEqual(walked(original, shorter), walked(machine, shorter), id);
  }
});
