import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Conformance, conform } from '../../../src/contract/conformance/conform.ts';
import type { Recording } from '../../../src/contract/conformance/recording.ts';
import { mayBe, type Sighting } from '../../../src/contract/conformance/sighting.ts';
import { type SightedMachine, sightedMachine } from '../../../src/contract/review/sighted-machine.ts';
import { describeState } from '../../../src/keycloak/machine/describe-state.ts';
import { replay } from '../../keycloak/machine/replay.ts';
import {
  explorationOf,
  isCovered,
  machineOf,
  type Seen,
  type Vector,
  vectors,
} from '../../keycloak/vectors/recorded-logins.ts';

const ENDS = new Set(['callback', 'callback-error', 'idp']);

function sightingsOf({ pages, messages, end, error }: Seen): Sighting[] {
  const shown = pages.map((page, index): Sighting => {
    const message = messages?.[index];
    return { at: `pages[${index}]`, page, ...(message !== undefined && { message }) };
  });
  return ENDS.has(end) ? [...shown, { at: 'end', page: end, ...(error !== undefined && { error }) }] : shown;
}

const recordingOf = (sightings: readonly Sighting[]): Recording => ({
  name: 'recorded',
  sightings,
  sight: 'every-page',
  begins: 'first-page',
  notes: [],
});

const sightedOf = (vector: Vector) => sightedMachine(machineOf(vector), { excluded: false });

interface Login {
  readonly vector: Vector;
  readonly sightings: readonly Sighting[];
  readonly sighted: SightedMachine;
}

const logins: Login[] = vectors.filter(isCovered).map((vector) => ({
  vector,
  sightings: sightingsOf(vector.observed?.[0] as Seen),
  sighted: sightedOf(vector),
}));

test('every recorded login conforms to the machine of its persona, from pages and texts alone', (context) => {
  const refused = logins.filter(
    ({ sighted, sightings }) => conform(sighted, recordingOf(sightings)).verdict !== 'conforms',
  );
  context.diagnostic(`${logins.length - refused.length} of ${logins.length} recorded logins conform`);
  assert.ok(logins.length > 1000);
  assert.deepEqual(
    refused.map(({ vector }) => vector.id),
    [],
  );
});

test('without texts they conform as well, and where only changes are recorded', () => {
  for (const { vector, sighted, sightings } of logins) {
    const bare = sightings.map(({ at, page }) => ({ at, ...(page !== undefined && { page }) }));
    assert.equal(conform(sighted, recordingOf(bare)).verdict, 'conforms', vector.id);
    const changes = bare.filter(({ page }, index) => page !== bare[index - 1]?.page);
    const recording = { ...recordingOf(changes), sight: 'changes' as const };
    assert.equal(conform(sighted, recording).verdict, 'conforms', vector.id);
  }
});

/** Small, and the same in every run (Numerical Recipes, "quick and dirty generator"). */
function seeded(seed: number): (below: number) => number {
  let at = seed;
  return (below) => {
    at = (Math.imul(at, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((at / 2 ** 32) * below);
  };
}

const PAGES = [
  'login',
  'login-otp',
  'login-config-totp',
  'terms',
  'select-authenticator',
  'login-update-password',
  'callback',
];

type Corruption = (sightings: readonly Sighting[], random: (below: number) => number) => Sighting[] | undefined;

const CORRUPTIONS: Readonly<Record<string, Corruption>> = {
  removed: (sightings, random) =>
    sightings.length < 2 ? undefined : sightings.toSpliced(random(sightings.length - 1), 1),
  swapped: (sightings, random) => {
    const index = random(Math.max(1, sightings.length - 1));
    const [left, right] = [sightings[index], sightings[index + 1]];
    return left && right && left.page !== right.page ? sightings.toSpliced(index, 2, right, left) : undefined;
  },
  replaced: (sightings, random) => {
    const index = random(sightings.length);
    const page = PAGES[random(PAGES.length)] ?? 'terms';
    return page === sightings[index]?.page ? undefined : sightings.toSpliced(index, 1, { at: `pages[${index}]`, page });
  },
};

/** The engine itself, not the machine: what is done along these edges shows these pages. */
function isShownByEngine({ vector, sightings }: Login, { edges }: Conformance): boolean {
  const exploration = explorationOf(vector);
  const labels = edges.map(({ input }) => input);
  return sightings.every((sighting, index) => {
    const { outcome } = replay(exploration, labels.slice(0, index));
    const { name, ...state } = describeState(outcome);
    return mayBe(sighting, { to: { id: name, ...state }, arrives: 'unknown' });
  });
}

for (const [name, corrupt] of Object.entries(CORRUPTIONS))
  test(`a page ${name} is found, or is another login that the engine shows`, (context) => {
    const random = seeded(20_261_121);
    const counts = { found: 0, unknown: 0, real: 0 };
    for (const login of logins) {
      const sightings = corrupt(login.sightings, random);
      if (!sightings) continue;
      const result = conform(login.sighted, recordingOf(sightings));
      if (result.verdict === 'conforms')
        assert.ok(isShownByEngine({ ...login, sightings }, result), `${login.vector.id} ${JSON.stringify(sightings)}`);
      counts[result.verdict === 'differs' ? 'found' : result.verdict === 'unknown' ? 'unknown' : 'real'] += 1;
    }
    context.diagnostic(
      `${name}: ${counts.found} found, ${counts.real} are logins that the engine shows, ${counts.unknown} left a machine that was cut`,
    );
    assert.ok(counts.found > 300);
  });

test('what was seen instead of a page that was replaced is said where it stands', () => {
  const login = logins.find(({ sightings }) => sightings.length === 3 && sightings[2]?.page === 'callback');
  assert.ok(login);
  const [first, , last] = login.sightings;
  assert.ok(first && last);
  const result = conform(login.sighted, recordingOf([first, { at: 'pages[1]', page: 'nowhere' }, last]));
  assert.equal(result.verdict, 'differs');
  assert.equal(result.prefix, 1);
  assert.equal(result.excluded?.at, 'pages[1]');
  assert.ok(result.excluded?.because.length);
  assert.ok(result.allowed.some(({ page }) => page === login.sightings[1]?.page));
});
