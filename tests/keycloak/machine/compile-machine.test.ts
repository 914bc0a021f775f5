import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createActor } from 'xstate';
import { compileMachine, machineConfig } from '../../../src/journey/compile-machine.ts';
import { exploreMachine } from '../../../src/keycloak/machine/explore-machine.ts';
import { witnessPaths } from '../../../src/keycloak/machine/witness-paths.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import { CALLBACK, realm } from '../realm-kit.ts';

const request = { client_id: 'app', redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' };
const machine = exploreMachine({ realm: readRealm(realm(), { version: '26.7.3' }), persona: 'two-otp', request });

test('every witness, sent as events, brings the compiled machine to its state', () => {
  const compiled = compileMachine(machine);
  for (const [id, path] of witnessPaths(machine)) {
    const actor = createActor(compiled).start();
    for (const type of path) actor.send({ type });
    assert.equal(actor.getSnapshot().value, id);
    assert.equal(actor.getSnapshot().status, machine.states.find((state) => state.id === id)?.end ? 'done' : 'active');
  }
});

test('states keep their names, pages and reasons; ends are final', () => {
  const { states } = machineConfig(machine);
  assert.deepEqual(
    Object.keys(states),
    machine.states.map(({ id }) => id),
  );
  assert.deepEqual(states['callback'], {
    meta: { page: 'callback', because: { execution: '', requirement: '', rule: 'complete' } },
    type: 'final',
  });
  const { meta, on } = states['login-otp:invalid-authenticator-code'] ?? {};
  assert.equal(meta?.message, 'Invalid authenticator code.');
  assert.deepEqual(on?.['restart'], { target: 'login' });
  for (const { on: ways = {} } of Object.values(states))
    for (const { target } of Object.values(ways)) assert.ok(states[target], target);
});

test('a target that is missing does not compile', () => {
  const [first] = machine.edges;
  assert.ok(first);
  assert.throws(
    () => compileMachine({ ...machine, edges: [{ ...first, to: 'nowhere' }] }).getInitialSnapshot,
    /nowhere/,
  );
});
