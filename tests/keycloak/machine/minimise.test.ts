import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exploreMachine } from '../../../src/keycloak/machine/explore-machine.ts';
import type { Machine } from '../../../src/keycloak/machine/machine.ts';
import { minimise } from '../../../src/keycloak/machine/minimise.ts';
import { witnessPaths } from '../../../src/keycloak/machine/witness-paths.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import { CALLBACK, realm } from '../realm-kit.ts';

const request = { client_id: 'app', redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' };
const PROTECTED = { bruteForceProtected: true, failureFactor: 3, waitIncrementSeconds: 60, maxFailureWaitSeconds: 900 };
const explore = (persona: string, change = {}) =>
  exploreMachine({ realm: readRealm(realm(change), { version: '26.7.3' }), persona, request });

/** Walks both machines side by side; every pair met must look alike and have the same ways on. */
function tellApart(left: Machine, right: Machine): string[] {
  const [lefts, rights] = [index(left), index(right)];
  const met = new Set<string>();
  const open = [[left.initial, right.initial]] as [string, string][];
  const differences: string[] = [];
  for (const [one, other] of open) {
    if (met.has(`${one} ${other}`)) continue;
    met.add(`${one} ${other}`);
    const [a, b] = [lefts.get(one), rights.get(other)];
    if (!a || !b || a.seen !== b.seen || [...a.ways.keys()].join() !== [...b.ways.keys()].join())
      differences.push(`${one} ${other}`);
    for (const [input, to] of a?.ways ?? []) open.push([to, b?.ways.get(input) ?? '']);
  }
  return differences;
}

function index({ states, edges }: Machine) {
  return new Map(
    states.map(({ id, page, message, end }) => {
      const ways = edges.filter(({ from }) => from === id).map(({ input, to }) => [input, to] as const);
      return [id, { seen: JSON.stringify([page, message, end]), ways: new Map(ways.toSorted()) }];
    }),
  );
}

for (const persona of ['plain', 'one-otp', 'two-otp'])
  test(`nobody can tell the smallest machine of ${persona} from the whole one`, () => {
    for (const machine of [explore(persona), explore(persona, PROTECTED)]) {
      const small = minimise(machine);
      assert.ok(small.states.length < machine.states.length);
      assert.deepEqual(tellApart(machine, small), []);
      assert.deepEqual(minimise(small), small);
      assert.equal(witnessPaths(small).size, small.states.length);
    }
  });

test('without a counter two looks of a page are enough', () => {
  assert.deepEqual(
    minimise(explore('one-otp')).states.map(({ id }) => id),
    ['login', 'login-otp', 'login:invalid-username-or-password', 'callback', 'login-otp:invalid-authenticator-code'],
  );
});

test('states that look alike and lead elsewhere stay apart', () => {
  const small = minimise(explore('plain', PROTECTED));
  assert.ok(small.states.filter(({ id }) => id.startsWith('login:invalid')).length >= 3);
});

test('a machine that is not the same is told apart', () => {
  const machine = explore('one-otp');
  const [first, ...others] = machine.edges;
  assert.ok(first);
  assert.notDeepEqual(tellApart(machine, { ...machine, edges: [{ ...first, to: machine.initial }, ...others] }), []);
});
