import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { behaviourOf } from '../../src/contract/behaviour.ts';
import { coverOf } from '../../src/contract/cover.ts';
import { behaviourClasses, planCover } from '../../src/contract/cover-plan.ts';
import { coverText } from '../../src/contract/cover-text.ts';
import { personaMachine } from '../../src/contract/foresee.ts';
import { PRICES } from '../../src/contract/prices.ts';
import type { Walk } from '../../src/contract/walk.ts';
import type { Input } from '../../src/keycloak/input.ts';
import type { Machine, MachineEdge, MachineState } from '../../src/keycloak/machine/machine.ts';
import { readContracts } from '../../src/run/content.ts';
import { contractRealms, groundOn } from '../../src/run/contract-realms.ts';

const [rollout] = [...readContracts('flows/contracts').values()].filter(
  ({ contract }) => contract.id === 'mfa-rollout',
);
assert.ok(rollout);
const ground = groundOn(rollout, contractRealms(rollout).after);
const machines = rollout.contract.identity_graph.personas.map((persona) => personaMachine(ground, persona));

const SUBMIT: Input = { kind: 'submit', password: 'right' };
const state = (id: string, more: Partial<MachineState> = {}): MachineState => ({
  id,
  page: id.split('~')[0] ?? id,
  because: { execution: '', requirement: '', rule: '' },
  ...more,
});
const edge = (from: string, input: string, to: string, does: Input = SUBMIT): MachineEdge => ({
  from,
  input,
  does,
  to,
});
const END = state('callback', { end: { kind: 'callback' } });

function machine(states: readonly MachineState[], edges: readonly MachineEdge[]): Machine {
  return { persona: 'ada', initial: states[0]?.id ?? '', states, edges, findings: [] };
}

/** The edges that a walk goes, found by what it does from the first page on. */
function gone({ initial, edges }: Machine, { steps }: Walk): MachineEdge[] {
  let at = initial;
  return steps.flatMap(({ deed, at: shown }) => {
    assert.equal(shown, at);
    const next = edges.find((candidate) => candidate.from === at && candidate.input === deed?.label);
    at = next?.to ?? at;
    assert.equal(next === undefined, deed === undefined, 'a deed that the machine does not know');
    return next ? [next] : [];
  });
}

test('the walks of every persona take each transition that a browser can take, as the machine has them', () => {
  for (const each of machines) {
    const { machine: small } = behaviourOf(each);
    const { walks, undrivable, unreached } = coverOf(small);
    const covered = new Set(walks.flatMap(({ walk }) => gone(small, walk)));
    assert.equal(covered.size + undrivable.length + unreached.length, small.edges.length, each.persona);
    assert.equal(walks.flatMap(({ covers }) => covers).length, covered.size, 'each counts once');
  }
});

test('few walks: far fewer than one per transition, and each ends with something new', () => {
  const { walks, transitions, covered } = planCover(machines);
  assert.equal(covered, transitions);
  assert.ok(walks.length * 6 < transitions, `${walks.length} walks for ${transitions} transitions`);
  for (const { walk, covers } of walks) assert.equal(covers.at(-1)?.input, walk.steps.at(-2)?.deed?.label);
});

test('personas that nobody can tell apart are walked once', () => {
  const classes = behaviourClasses(machines);
  assert.deepEqual(
    classes.filter(({ personas }) => personas.length > 1).map(({ personas }) => personas),
    [['contractor', 'break-glass']],
  );
  assert.ok(planCover(machines).walks.every(({ persona }) => persona !== 'break-glass'));
});

test('titles are unique, and those of other parts of the machine stay when a part of it is gone', () => {
  const [first] = machines;
  assert.ok(first);
  const { machine: small } = behaviourOf(first);
  const titles = coverOf(small).walks.map(({ title }) => title);
  assert.equal(new Set(titles).size, titles.length);
  // Another answer to the one-time code, which no other page is reached by.
  const without = { ...small, edges: small.edges.filter(({ input }) => input !== 'otp empty') };
  const left = coverOf(without).walks.map(({ title }) => title);
  const lost = titles.filter((title) => !left.includes(title) && !title.includes('otp empty'));
  assert.ok(lost.length * 4 <= titles.length, `${lost.length} of ${titles.length} titles changed`);
});

test('a budget takes what shows most for its price and tells what it leaves out', () => {
  const whole = planCover(machines);
  const half = planCover(machines, { budget: whole.seconds / 2 });
  assert.ok(half.seconds <= whole.seconds / 2);
  assert.equal(half.covered + half.over_budget.length, whole.covered);
  assert.ok(half.covered > whole.covered / 2, 'the dear ones are left out first');
  assert.match(coverText('mfa-rollout', half), /left out by the budget/);
  assert.doesNotMatch(coverText('mfa-rollout', whole), /left out/);
});

test('what no browser can do is listed with its reason, and so is what lies behind it', () => {
  const states = [state('login'), state('forged'), END];
  const small = machine(states, [
    edge('login', 'password right', 'callback'),
    edge('login', 'hidden field changed', 'forged', { kind: 'submit', tampered: true }),
    edge('forged', 'password right', 'callback'),
  ]);
  const { walks, undrivable, unreached } = coverOf(small);
  assert.equal(walks.length, 1);
  assert.deepEqual(
    undrivable.map(({ edge: { input }, reason }) => [input, reason]),
    [['hidden field changed', 'a browser sends hidden fields back as it got them']],
  );
  assert.deepEqual(
    unreached.map(({ from }) => from),
    ['forged'],
  );
});

test('the fourth one-time code in a walk waits for the next time window, so beginning anew is cheaper', () => {
  const CODE: Input = { kind: 'submit', otp: 'right' };
  const branches = Array.from({ length: 6 }, (_, index) => `login-otp~${index + 1}`);
  const pages = [state('login'), ...branches.map((id) => state(id))];
  const edges = branches.flatMap((id, index) => [
    edge('login', `choose ${index}`, id, { kind: 'choose', execution: id }),
    edge(id, 'otp right', 'login', CODE),
  ]);
  const { walks } = coverOf(machine(pages, edges));
  const codes = walks.map(({ walk }) => walk.steps.filter(({ deed }) => deed?.label === 'otp right').length);
  assert.deepEqual(codes, [3, 3]);
  const patient = coverOf(machine(pages, edges), { prices: { ...PRICES, code: 0 } });
  assert.equal(patient.walks.length, 1);
});

/** Machines of any shape over a few states, whose edges lead anywhere. */
const anyMachine = fc
  .array(fc.array(fc.nat({ max: 7 }), { maxLength: 4 }), { minLength: 1, maxLength: 8 })
  .map((targets) => {
    const states = targets.map((_, index) => state(`page${index}`));
    const edges = targets.flatMap((tos, index) =>
      tos.map((to, at) => edge(`page${index}`, `deed ${at}`, `page${to % targets.length}`)),
    );
    return machine(states, edges);
  });

test('of any machine everything that can be reached is taken, once it is open', () => {
  fc.assert(
    fc.property(anyMachine, fc.integer({ min: 3, max: 60 }), (small, longest) => {
      const { walks, unreached } = coverOf(small, { longest });
      const covered = new Set(walks.flatMap(({ walk }) => gone(small, walk)));
      const reachable = new Set([small.initial]);
      for (const id of reachable) for (const { from, to } of small.edges) if (from === id) reachable.add(to);
      assert.equal(covered.size, small.edges.filter(({ from }) => reachable.has(from)).length);
      assert.equal(unreached.length, small.edges.length - covered.size);
      assert.equal(new Set(walks.map(({ title }) => title)).size, walks.length);
    }),
  );
});
