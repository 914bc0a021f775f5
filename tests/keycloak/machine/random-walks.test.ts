import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { describeState } from '../../../src/keycloak/machine/describe-state.ts';
import { exploreMachine } from '../../../src/keycloak/machine/explore-machine.ts';
import type { Machine } from '../../../src/keycloak/machine/machine.ts';
import { EXPLORATIONS } from './explorations.ts';
import { replay } from './replay.ts';

/** Follows numbers through the machine, each picking one of the ways on, until the end of either. */
function walk({ initial, edges }: Machine, numbers: readonly number[]): { labels: string[]; id: string } {
  const labels: string[] = [];
  let id = initial;
  for (const number of numbers) {
    const ways = edges.filter(({ from }) => from === id);
    const way = ways[number % ways.length];
    if (!way) break;
    labels.push(way.input);
    id = way.to;
  }
  return { labels, id };
}

for (const [name, exploration] of EXPLORATIONS)
  test(`${name}: any walk through the machine is a walk in front of the engine`, () => {
    const machine = exploreMachine(exploration);
    const states = new Map(machine.states.map((state) => [state.id, state]));
    const property = fc.property(fc.array(fc.nat(1000), { maxLength: 30 }), (numbers) => {
      const { labels, id } = walk(machine, numbers);
      const { name: _name, because: _because, ...seen } = describeState(replay(exploration, labels).outcome);
      const { id: _id, because: _reason, ...foretold } = states.get(id) ?? assert.fail(id);
      assert.deepEqual(seen, foretold, labels.join(', '));
    });
    fc.assert(property, { seed: 7, numRuns: 150 });
  });
