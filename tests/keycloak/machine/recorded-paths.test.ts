import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Line } from '../../../src/keycloak/batch.ts';
import { exploreMachine } from '../../../src/keycloak/machine/explore-machine.ts';
import type { Machine, MachineState } from '../../../src/keycloak/machine/machine.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import type { Realm } from '../../../src/keycloak/realm.ts';
import { unpack } from '../vectors/unpack.ts';

const FILES = ['logins-26.7.3', 'logins-26.5.0', 'logins-26.4.7', 'public-realms-26.7.3', 'testsuite-26.7.3'];

interface Seen {
  readonly pages: readonly string[];
  readonly messages?: readonly (string | null)[];
  readonly end: string;
  readonly error?: string;
  readonly acr?: string;
}

interface Vector extends Line {
  readonly realm: string;
  readonly observed?: readonly Seen[];
}

// The files are written by the recorder; their shape is its own.
const documents = JSON.parse(unpack('realms.json')) as Readonly<Record<string, unknown>>;
const vectors: Vector[] = FILES.flatMap((name) => unpack(`${name}.jsonl`).split('\n').filter(Boolean)).map((line) =>
  JSON.parse(line),
);

/** Deviations that are choices of the machine; values typed, forged and browser history are not. */
const COVERED = new Set([
  'username',
  'wrong',
  'empty',
  'try_another_way',
  'choose',
  'device',
  'label',
  'otp_plan',
  'cancel',
  'stop_on',
  'stop_after',
  'organization',
]);
const COVERED_CLICKS = new Set(['refresh', 'manual', 'restart', 'continue']);
const COVERED_EMPTIES = new Set(['username', 'password', 'otp', 'recovery', 'enroll', 'new_password']);

function isCovered({ persona, visits, observed, request }: Vector): boolean {
  if (observed?.length !== 1 || visits.length !== 1 || JSON.stringify([visits, request]).includes('{otp')) return false;
  return (
    Object.keys(persona).every((key) => COVERED.has(key) || key === 'click') &&
    (persona.click ?? []).every((click) => COVERED_CLICKS.has(click.do)) &&
    Object.keys(persona.empty ?? {}).every((kind) => COVERED_EMPTIES.has(kind))
  );
}

const realms = new Map<string, Realm>();
function realmOf({ realm, server_version }: Vector): Realm {
  const key = `${server_version} ${realm}`;
  const read = realms.get(key) ?? readRealm(documents[realm], { version: server_version });
  realms.set(key, read);
  return read;
}

/** The beginning of a large machine is enough: recorded logins are short. */
const LIMIT = 120;

const RECORDER = { response_type: 'code', scope: 'openid', state: 'state', nonce: 'nonce' };

function machineOf(vector: Vector): Machine {
  const merged = { ...RECORDER, ...vector.request, ...vector.visits[0]?.request, ...vector.visits[0]?.params };
  const given = Object.entries(merged).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const request = Object.fromEntries(given);
  return exploreMachine({
    realm: realmOf(vector),
    persona: vector.persona.username,
    request,
    now: 1_700_000_010,
    limit: LIMIT,
  });
}

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
