import { compileMachine } from '../../src/journey/compile-machine.ts';
import { type Line, lineSchema } from '../../src/keycloak/batch.ts';
import { exploreMachine } from '../../src/keycloak/machine/explore-machine.ts';
import { predict } from '../../src/keycloak/predict.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import type { Realm } from '../../src/keycloak/realm.ts';
import { CALLBACK, CREDENTIALS, realm, user } from '../keycloak/realm-kit.ts';
import { unpack } from '../keycloak/vectors/unpack.ts';

/**
 * Prints what the engine costs: whole machines of 48 personas of a default realm, and one prediction per recorded login once its
 * realm is read. Run with `node --import tsx tests/bench/engine.ts`.
 */
const NOW = 1_700_000_010;
const ROUNDS = 9;
const CODE_REQUEST = { response_type: 'code', scope: 'openid', state: 'state', nonce: 'nonce' };

const print = (text: string) => process.stdout.write(`${text}\n`);
const milliseconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** Processor time of this process, which a busy machine does not stretch as it does the clock. */
const busy = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** `q` between 0 and 1. */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) * q)] ?? 0;
}

const { password, otp, codes, webauthn } = CREDENTIALS;
const CREDENTIAL_SETS = [
  [password],
  [password, otp()],
  [otp('first'), password, otp('second')],
  [password, codes],
  [password, otp(), codes],
  [password, webauthn],
];
const ACTION_SETS = [
  [],
  ['UPDATE_PASSWORD'],
  ['UPDATE_PROFILE'],
  ['TERMS_AND_CONDITIONS'],
  ['CONFIGURE_TOTP'],
  ['UPDATE_PASSWORD', 'UPDATE_PROFILE'],
  ['CONFIGURE_TOTP', 'UPDATE_PASSWORD'],
  ['CONFIGURE_RECOVERY_AUTHN_CODES'],
];
const USERS = CREDENTIAL_SETS.flatMap((credentials, row) =>
  ACTION_SETS.map((requiredActions, column) => user(`persona-${row}-${column}`, { credentials, requiredActions })),
);

function benchMachines(): void {
  const read = readRealm(realm({ users: USERS }), { version: '26.7.3' });
  const request = { ...CODE_REQUEST, client_id: 'app', redirect_uri: CALLBACK };
  const personas = [...read.users.keys()];
  const explore = () => personas.map((persona) => exploreMachine({ realm: read, persona, request, now: NOW }));
  const compile = () => explore().map(compileMachine);
  let cold_cpu = 0;
  const cold = milliseconds(() => {
    cold_cpu = busy(compile);
  });
  const explored = Array.from({ length: ROUNDS }, () => milliseconds(explore));
  const compiled = Array.from({ length: ROUNDS }, () => milliseconds(compile));
  const machines = explore();
  const states = machines.reduce((sum, machine) => sum + machine.states.length, 0);
  const edges = machines.reduce((sum, machine) => sum + machine.edges.length, 0);
  print(`${machines.length} personas of a default realm: ${states} states, ${edges} edges`);
  print(`  explored and compiled, first time: ${cold.toFixed(0)} ms (${cold_cpu.toFixed(0)} ms of processor)`);
  print(`  explored: ${quantile(explored, 0.5).toFixed(0)} ms median, ${quantile(explored, 0).toFixed(0)} ms best`);
  print(
    `  explored and compiled: ${quantile(compiled, 0.5).toFixed(0)} ms median, ${quantile(compiled, 0).toFixed(0)} ms best`,
  );
}

interface Recorded extends Line {
  readonly realm: string;
}

function recordedLogins(): Recorded[] {
  const files = ['logins-26.7.3', 'logins-26.5.0', 'logins-26.4.7', 'public-realms-26.7.3', 'testsuite-26.7.3'];
  const lines = files.flatMap((name) => unpack(`${name}.jsonl`).split('\n').filter(Boolean));
  const parsed = lines.map((line) => JSON.parse(line)).filter(({ observed }) => observed !== undefined);
  return parsed.map((line) => ({ ...lineSchema.parse(line), realm: line.realm }));
}

function benchPredictions(): void {
  const documents = JSON.parse(unpack('realms.json'));
  const lines = recordedLogins();
  const realms = new Map<string, Realm>();
  const reads: number[] = [];
  for (const { realm: name, server_version } of lines) {
    const key = `${server_version} ${name}`;
    if (!realms.has(key))
      reads.push(milliseconds(() => realms.set(key, readRealm(documents[name], { version: server_version }))));
  }
  const once = () => lines.flatMap((line) => timed(line, realms));
  const times = Array.from({ length: ROUNDS }, once).at(-1) ?? [];
  const processor = (busy(once) / times.length) * 1000;
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  print(`${reads.length} recorded realms read: ${quantile(reads, 0.5).toFixed(2)} ms median`);
  print(
    `${times.length} predictions of a first visit: ${(quantile(times, 0.5) * 1000).toFixed(0)} µs median, ` +
      `${(mean * 1000).toFixed(0)} µs mean (${processor.toFixed(0)} µs of processor), ${(quantile(times, 0.9) * 1000).toFixed(0)} µs p90, ${(quantile(times, 0.99) * 1000).toFixed(0)} µs p99`,
  );
}

function timed(line: Recorded, realms: ReadonlyMap<string, Realm>): number[] {
  const read = realms.get(`${line.server_version} ${line.realm}`);
  if (!read) return [];
  const given = Object.entries({ ...CODE_REQUEST, ...line.request, ...line.visits[0]?.params }).flatMap(
    ([key, value]) => (value === null ? [] : [[key, value] as const]),
  );
  const request = Object.fromEntries(given);
  return [milliseconds(() => predict({ realm: read, persona: line.persona, request, now: NOW, hasty: true }))];
}

benchMachines();
benchPredictions();
