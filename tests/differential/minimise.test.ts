import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type JsonPath, minimise, pathsOf, without } from './minimise.ts';

const REALM = {
  realm: 'lab',
  flows: [
    { alias: 'browser', rows: [{ step: 'cookie' }, { step: 'forms' }, { step: 'deny', config: { text: 'no' } }] },
    { alias: 'other', rows: [{ step: 'otp' }] },
  ],
  users: [
    { name: 'one', roles: ['a', 'b'] },
    { name: 'two', roles: ['b', 'c'] },
  ],
  colour: 'red',
};
type Lab = typeof REALM;

/** A server that disagrees whenever somebody has role `b` while a flow holds the step `deny`. */
function fakeServer() {
  const asked: Lab[] = [];
  const shows = async (candidate: Lab): Promise<boolean> => {
    asked.push(candidate);
    const steps = (candidate.flows ?? []).flatMap(({ rows }) => rows ?? []).map((row) => row?.step);
    return steps.includes('deny') && (candidate.users ?? []).some(({ roles }) => roles?.includes('b'));
  };
  return { asked, shows };
}

const NOTHING = (_path: JsonPath) => false;

test('what is left is the smallest that still shows the difference', async () => {
  const { shows } = fakeServer();
  const smallest = await minimise(REALM, { shows, stays: (path) => path.join() === 'realm', budget: 500 });
  assert.deepEqual(smallest, { realm: 'lab', flows: [{ rows: [{ step: 'deny' }] }], users: [{ roles: ['b'] }] });
});

test('nothing that is left can go alone', async () => {
  const { shows } = fakeServer();
  const smallest = await minimise(REALM, { shows, stays: NOTHING, budget: 500 });
  for (const path of pathsOf(smallest)) assert.equal(await shows(without(smallest, path)), false, path.join('.'));
});

test('the budget bounds the questions, and the answer is right all the same', async () => {
  const { asked, shows } = fakeServer();
  const smaller = await minimise(REALM, { shows, stays: NOTHING, budget: 3 });
  assert.equal(asked.length, 3);
  assert.equal(await shows(smaller), true);
  assert.notDeepEqual(smaller, REALM);
});

test('a difference that is gone leaves everything as it was', async () => {
  const untouched = await minimise(REALM, { shows: async () => false, stays: NOTHING, budget: 500 });
  assert.deepEqual(untouched, REALM);
});

test('leaving out does not touch the value it is taken from', () => {
  const before = JSON.stringify(REALM);
  assert.deepEqual(without(REALM, ['users', 0, 'roles', 1]).users[0]?.roles, ['a']);
  assert.equal(JSON.stringify(REALM), before);
});
