import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Machine, MachineState } from '../../../src/keycloak/machine/machine.ts';
import { isCovered, machineOf, type Seen, vectors } from '../vectors/recorded-logins.ts';

/** States in which somebody who saw these pages may be, as if each page were a letter. */
function statesAfter({ states, edges, initial }: Machine, { pages, messages }: Seen): MachineState[] {
  const looks = (index: number) => (state: MachineState) =>
    state.page === pages[index] && (messages === undefined || (state.message ?? null) === messages[index]);
  const after = (from: readonly MachineState[]) => {
    const known = new Set(from.map(({ id }) => id));
    const targets = new Set(edges.flatMap((edge) => (known.has(edge.from) ? [edge.to] : [])));
    return states.filter(({ id }) => targets.has(id));
  };
  const first = states.filter(({ id }) => id === initial);
  return pages.reduce<MachineState[]>((at, _page, index) => (index === 0 ? at : after(at)).filter(looks(index)), first);
}

const ENDS = new Set(['callback', 'callback-error', 'idp']);

function accepts(machine: Machine, seen: Seen): boolean {
  const at = statesAfter(machine, seen);
  if (!ENDS.has(seen.end)) return at.length > 0;
  const before = new Set(at.map(({ id }) => id));
  const ends =
    seen.pages.length === 0
      ? at
      : machine.states.filter(({ id }) => machine.edges.some(({ from, to }) => to === id && before.has(from)));
  return ends.some(
    ({ page, end }) =>
      page === seen.end && end?.error === seen.error && (seen.acr === undefined || end?.acr === seen.acr),
  );
}

const covered = vectors.filter(isCovered);

test('every recorded login is a path of the machine of its persona', (context) => {
  const refused = covered.filter((vector) => !accepts(machineOf(vector), vector.observed?.[0] as Seen));
  context.diagnostic(`${covered.length} of ${vectors.length} recorded logins`);
  assert.ok(covered.length > 600);
  assert.deepEqual(
    refused.map(({ id }) => id),
    [],
  );
});

test('a login that nobody recorded is refused', () => {
  const vector = covered.find(
    ({ observed }) => observed?.[0]?.end === 'callback' && (observed[0].pages.length ?? 0) > 1,
  );
  const seen = vector?.observed?.[0];
  assert.ok(vector && seen);
  const machine = machineOf(vector);
  assert.ok(accepts(machine, seen));
  assert.ok(!accepts(machine, { ...seen, pages: seen.pages.with(-1, 'terms') }));
  assert.ok(!accepts(machine, { ...seen, end: 'idp' }));
});
