import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { createMachine } from 'xstate';
import { type Journey, journeyFaults } from '../../src/journey/journey.ts';

const FOLDER = new URL('../../flows/journeys/', import.meta.url);
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));

test('journeys are shipped', () => assert.ok(files.length >= 6, `${files.length} files`));

for (const file of files) {
  test(`${file} is a journey named after its file`, async () => {
    const machines = Object.values<Journey>(await import(new URL(file, FOLDER).href));
    assert.deepEqual(
      machines.map(({ id }) => `${id}.ts`),
      [file],
    );
    assert.deepEqual(machines.flatMap(journeyFaults), []);
  });
}

test('a misspelt page, a state that is none and a journey without an end are found', () => {
  const wrong = createMachine({
    id: 'wrong',
    initial: 'start',
    states: { start: { on: { 'login-opt': 'waiting' } }, waiting: { on: { login: 'start' } } },
  });
  assert.deepEqual(journeyFaults(wrong), [
    'event "login-opt" is no page that is known',
    'state "waiting" is no browser state',
    'no final state: the journey never ends',
  ]);
});
