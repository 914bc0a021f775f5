import type { Line } from '../../../src/keycloak/batch.ts';
import { type Exploration, exploreMachine } from '../../../src/keycloak/machine/explore-machine.ts';
import type { Machine } from '../../../src/keycloak/machine/machine.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import type { Realm } from '../../../src/keycloak/realm.ts';
import { unpack } from './unpack.ts';

const FILES = ['logins-26.7.3', 'logins-26.5.0', 'logins-26.4.7', 'public-realms-26.7.3', 'testsuite-26.7.3'];

/** What the recorder saw of one visit. */
export interface Seen {
  readonly pages: readonly string[];
  readonly messages?: readonly (string | null)[];
  readonly end: string;
  readonly error?: string;
  readonly acr?: string;
}

/** One recorded login. */
export interface Vector extends Line {
  readonly realm: string;
  readonly observed?: readonly Seen[];
}

// The files are written by the recorder; their shape is its own.
const documents = JSON.parse(unpack('realms.json')) as Readonly<Record<string, unknown>>;
export const vectors: Vector[] = FILES.flatMap((name) => unpack(`${name}.jsonl`).split('\n').filter(Boolean)).map((line) =>
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

/** One visit, in which nothing was done that a machine does not know. */
export function isCovered({ persona, visits, observed, request }: Vector): boolean {
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

/** The sign-in that was recorded, as the engine explores it. */
export function explorationOf(vector: Vector): Exploration {
  const merged = { ...RECORDER, ...vector.request, ...vector.visits[0]?.request, ...vector.visits[0]?.params };
  const given = Object.entries(merged).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const request = Object.fromEntries(given);
  return { realm: realmOf(vector), persona: vector.persona.username, request, now: 1_700_000_010 };
}

/** The machine of whoever signed in. */
export function machineOf(vector: Vector): Machine {
  return exploreMachine({ ...explorationOf(vector), limit: LIMIT });
}
