import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeState } from '../../../src/keycloak/machine/describe-state.ts';
import { exploreMachine } from '../../../src/keycloak/machine/explore-machine.ts';
import type { Machine } from '../../../src/keycloak/machine/machine.ts';
import { witnessPaths } from '../../../src/keycloak/machine/witness-paths.ts';
import { Problem } from '../../../src/problem.ts';
import { user } from '../realm-kit.ts';
import { EITHER, EXPLORATIONS, exploration } from './explorations.ts';
import { replay } from './replay.ts';

const ids = ({ states }: Machine) => states.map(({ id }) => id);
const inputsOf = ({ edges }: Machine, id: string) => edges.filter(({ from }) => from === id).map(({ input }) => input);
const MACHINES = new Map([...EXPLORATIONS].map(([name, each]) => [name, exploreMachine(each)]));

for (const [name, machine] of MACHINES) {
  test(`${name}: every edge joins states, every state is reached, ends have no way on`, () => {
    const known = new Set(ids(machine));
    assert.equal(known.size, machine.states.length);
    assert.deepEqual(machine.findings, []);
    assert.deepEqual(
      machine.edges.filter(({ from, to }) => !known.has(from) || !known.has(to)),
      [],
    );
    assert.deepEqual([...witnessPaths(machine).keys()].toSorted(), ids(machine).toSorted());
    for (const { id, end } of machine.states) assert.equal(inputsOf(machine, id).length === 0, end !== undefined, id);
  });

  test(`${name}: the witness of each state leads there in front of the engine`, () => {
    const exploration = EXPLORATIONS.get(name);
    assert.ok(exploration);
    const paths = witnessPaths(machine);
    for (const { id, page, message } of machine.states) {
      const { outcome } = replay(exploration, paths.get(id) ?? []);
      const seen = describeState(outcome);
      assert.deepEqual([seen.page, seen.message], [page, message], id);
    }
  });
}

test('machines of a default realm are small', () => {
  const sizes = ['plain', 'one-otp', 'two-otp'].map((name) => exploreMachine(exploration(name)));
  assert.deepEqual(
    sizes.map(({ states, edges }) => [states.length, edges.length]),
    [
      [8, 49],
      [11, 64],
      [13, 89],
    ],
  );
});

test('a person recognises the states', () => {
  assert.deepEqual(ids(exploreMachine(exploration('one-otp'))), [
    'login',
    'login-otp',
    'login:invalid-username-or-password',
    'login:invalid-username-or-password~2',
    'login:invalid-username-or-password~3',
    'callback',
    'login-otp:invalid-authenticator-code',
    'login:invalid-username-or-password~4',
    'login~2',
    'login~3',
    'login-otp~2',
  ]);
});

test('the choices are those of the page', () => {
  const machine = exploreMachine(exploration('one-otp', EITHER));
  assert.deepEqual(inputsOf(machine, 'login-username'), [
    'username right',
    'username wrong',
    'username empty',
    'refresh',
    'restart',
  ]);
  assert.deepEqual(inputsOf(machine, 'login-password'), [
    'password right',
    'password wrong',
    'password empty',
    'try another way',
    'refresh',
    'restart',
  ]);
  assert.deepEqual(inputsOf(machine, 'select-authenticator'), [
    'choose Password',
    'choose Authenticator Application',
    'refresh',
    'restart',
  ]);
  assert.ok(inputsOf(exploreMachine(exploration('two-otp')), 'login-otp').includes('otp wrong of first'));
});

test('an action of the application can be cancelled, one that is owed cannot', () => {
  const requested = MACHINES.get('an action of the application');
  assert.ok(requested && inputsOf(requested, 'login-config-totp').includes('cancel'));
  assert.ok(requested.states.some(({ end }) => end?.kc_action_status === 'cancelled'));
  const owed = MACHINES.get('owed actions');
  assert.ok(owed?.edges.every(({ input }) => input !== 'cancel'));
});

test('where a domain decides, the address is a name of its own', () => {
  const machine = MACHINES.get('organizations');
  assert.ok(machine);
  assert.deepEqual(inputsOf(machine, 'login-username').slice(0, 2), ['username right', 'email right']);
  const sent = MACHINES.get('a person of another provider');
  assert.ok(sent && ids(sent).includes('idp:broker'));
});

test('what the engine does not know ends as unsupported, with the reason', () => {
  const machine = MACHINES.get('a forgotten password');
  const [end] = machine?.states.filter(({ page }) => page === 'unsupported') ?? [];
  assert.equal(end?.id, 'unsupported');
  assert.match(end?.end?.reason ?? '', /mail/);
});

test('a right answer is only offered to who has one', () => {
  const machine = exploreMachine(exploration('who', { users: [user('who', { credentials: [] })] }));
  assert.deepEqual(
    machine.edges.filter(({ input }) => input === 'password right'),
    [],
  );
  assert.ok(!ids(machine).includes('callback'));
});

test('refused answers end where the server ends them', () => {
  const end = (name: string) => MACHINES.get(name)?.states.filter((state) => state.end);
  assert.deepEqual(
    end('a refused request')?.map(({ id, message }) => [id, message]),
    [['error:invalid-parameter-redirect_uri', 'Invalid parameter: redirect_uri']],
  );
  assert.deepEqual(
    end('owed actions')?.map(({ id, end: ended }) => [id, ended?.error_description]),
    [
      ['callback-error:access_denied', 'termsAndConditionsDeclined'],
      ['callback', undefined],
    ],
  );
});

test('a locked account has its own states, and no lock runs out on the way', () => {
  const machine = MACHINES.get('counted attempts');
  assert.ok(machine);
  const locked = replayable(machine, ['password wrong', 'password wrong', 'password wrong', 'password right']);
  assert.equal(locked.message, 'Invalid username or password.');
  assert.equal(replayable(machine, ['password wrong', 'password wrong', 'password right']).page, 'login-otp');
});

function replayable({ initial, edges, states }: Machine, labels: readonly string[]) {
  const id = labels.reduce(
    (from, input) => edges.find((edge) => edge.from === from && edge.input === input)?.to ?? '',
    initial,
  );
  const state = states.find((each) => each.id === id);
  assert.ok(state, labels.join(', '));
  return state;
}

test('a limit cuts the machine and says where', () => {
  const machine = exploreMachine({ ...exploration('one-otp'), limit: 10 });
  assert.equal(machine.states.length, 10);
  const [finding] = machine.findings;
  assert.equal(finding?.rule, 'machine-cut');
  assert.match(
    finding?.message ?? '',
    /more than 10 states: 1 ways on were left out, first "refresh" on "login-otp:invalid-authenticator-code"/,
  );
  const known = new Set(ids(machine));
  assert.deepEqual(
    machine.edges.filter(({ to }) => !known.has(to)),
    [],
  );
});

test('two explorations of the same login are the same', () => {
  assert.deepEqual(exploreMachine(exploration('two-otp')), exploreMachine(exploration('two-otp')));
});

test('nobody explores the login of somebody unknown', () => {
  assert.throws(
    () => exploreMachine(exploration('stranger')),
    (error) => error instanceof Problem && error.code === 'persona-unknown',
  );
});
