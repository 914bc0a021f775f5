import { Problem } from '../problem.ts';
import { attachRealm } from '../provider/attached-realm.ts';
import { adminClient } from '../provider/keycloak/admin.ts';
import type { AdminTarget } from '../provider/keycloak/admin-connection.ts';
import { openProofRealm, type ProofRealm } from '../provider/keycloak/proof-realm.ts';
import { removeRealms } from '../provider/keycloak/remove-realms.ts';
import { type Connection, readConnection } from '../provider/keycloak-connection.ts';
import type { ProofPhase } from '../summary/proof.ts';
import type { ContractFile } from './content.ts';
import { type ContractRealms, contractRealms } from './contract-realms.ts';
import { leftOnServer } from './left-on-server.ts';
import type { ProofJournal } from './proof-journal.ts';

/** What the life of a proof's realm is told to. `say` gets lines for people. */
export interface LifecycleTools {
  readonly contract: ContractFile;
  readonly journal: ProofJournal;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

/** Takes the change back and removes what the proof made; never throws, the journal has it. */
export type EndProof = () => Promise<void>;

/**
 * Makes the realm of a proof on the server of the run, reads it back, makes the change, and lets the workers play in it.
 * Where the server refuses, the proof is stopped before anybody is driven, and what was made is taken back all the same.
 * @throws Problem `keycloak-failed` before anything is made: the server has another version than the contract.
 */
export async function beginOnServer(tools: LifecycleTools): Promise<EndProof> {
  const { contract, journal, env } = tools;
  const connection = readConnection(env);
  checkServerVersion(connection, contract);
  journal.note({ kind: 'server', text: serverText(connection), ...whereabouts(connection) });
  const steps = stepper(tools);
  const realms = contractRealms(contract);
  let realm: ProofRealm | undefined;
  try {
    realm = await steps('import', () => open(realms, connection, tools));
    journal.note({ kind: 'step', at_ms: Date.now(), phase: 'read_back', state: 'done' });
    journal.note({ kind: 'opened', source_fingerprint: realm.source_fingerprint });
    await change(realm, realms, tools);
    attachRealm(env, realm);
  } catch (error) {
    journal.stop({ when: 'not_prepared', says: `The realm could not be prepared: ${firstLine(error)}` });
  }
  return () => endOnServer(realm, connection, tools);
}

const ORIGINS: Readonly<Record<Connection['origin'], string>> = {
  started: 'started for this proof and gone with it',
  background: 'which runs in the background',
  given: 'named by its address',
};

const whereabouts = ({ baseUrl, origin }: Connection) => ({ base_url: baseUrl, origin });

function serverText({ version, baseUrl, origin }: Connection): string {
  return `Keycloak ${version} at ${baseUrl}, ${ORIGINS[origin]}`;
}

function open({ before, change }: ContractRealms, connection: Connection, { journal, say }: LifecycleTools) {
  const onNamed = (names: readonly string[]) => journal.note({ kind: 'named', names: [...names] });
  return openProofRealm({ server: targetOf(connection), source: before, log: say, onNamed, change });
}

function targetOf({ baseUrl, username, password }: Connection): AdminTarget {
  return { baseUrl, username, password: () => password };
}

async function change(realm: ProofRealm, realms: ContractRealms, { journal, ...tools }: LifecycleTools): Promise<void> {
  if (realms.change) await stepper({ journal, ...tools })('change', () => realm.apply());
  else journal.note({ ...NOTHING_TO_CHANGE, at_ms: Date.now() });
}

const NOTHING_TO_CHANGE = {
  kind: 'step',
  phase: 'change',
  state: 'not_needed',
  detail: 'The contract names no change: the realm is proved as it is.',
} as const;

async function endOnServer(
  realm: ProofRealm | undefined,
  connection: Connection,
  tools: LifecycleTools,
): Promise<void> {
  const names = tools.journal.entries().flatMap((entry) => (entry.kind === 'named' ? entry.names : []));
  if (names.length === 0) return;
  const steps = stepper(tools);
  if (realm) await steps('roll_back', () => rollBack(realm, tools)).catch(() => undefined);
  await steps('remove', () => remove(names, connection, tools)).catch(() => undefined);
}

/** Also where the import was never answered: it may have been done. */
async function remove(names: readonly string[], connection: Connection, { journal, say }: LifecycleTools) {
  const removals = await removeRealms(adminClient(targetOf(connection)), names);
  for (const { realm, fate } of removals) journal.note({ kind: 'removal', realm, fate });
  for (const what of leftOnServer(removals, connection)) say(`LEFT BEHIND: ${what}`);
  const left = removals.find(({ fate }) => fate !== 'gone');
  if (left) throw left.error;
}

/** The rollback tells what it could not do and reads the realm in any case: both are noted before it counts as failed. */
async function rollBack(realm: ProofRealm, { journal, say }: LifecycleTools): Promise<void> {
  const { fingerprint, equal, left_behind } = await realm.rollback();
  journal.note({ kind: 'rolled_back', fingerprint, equal, left_behind: [...left_behind] });
  const wrong = equal ? undefined : fingerprint ? 'its fingerprint differs' : 'it could not be read any more';
  const told = wrong ? { state: 'failed' as const, detail: wrong } : { state: 'done' as const };
  journal.note({ kind: 'step', at_ms: Date.now(), phase: 'read_again', ...told });
  say(wrong ? `THE REALM IS NOT WHAT IT WAS: ${wrong}` : 'read again: the fingerprint is the one from before');
  for (const what of left_behind) say(`NOT ROLLED BACK: ${what}`);
  if (left_behind[0] !== undefined) throw new Error(left_behind[0].replace(/^left behind in the realm \S+: /, ''));
}

/** Notes when a phase begins and how it ends. */
function stepper({ journal, say }: LifecycleTools) {
  return async <T>(phase: ProofPhase, work: () => Promise<T>): Promise<T> => {
    journal.note({ kind: 'step', at_ms: Date.now(), phase, state: 'began' });
    try {
      const done = await work();
      journal.note({ kind: 'step', at_ms: Date.now(), phase, state: 'done' });
      return done;
    } catch (error) {
      journal.note({ kind: 'step', at_ms: Date.now(), phase, state: 'failed', detail: firstLine(error) });
      say(`FAILED: ${phase.replaceAll('_', ' ')}: ${firstLine(error)}`);
      throw error;
    }
  };
}

function firstLine(error: unknown): string {
  if (error instanceof Problem) return error.details[0]?.what ?? error.code;
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

/** @throws Problem `keycloak-failed` when the server has another version than the contract names. */
export function checkServerVersion({ version }: Connection, { contract, file }: ContractFile): void {
  const wanted = contract.provider_state.version;
  if (version === wanted) return;
  throw new Problem({
    code: 'keycloak-failed',
    what: `the server is Keycloak ${version}; nothing was imported`,
    at: { file, path: 'provider_state.version' },
    expected: `Keycloak ${wanted}, which the contract names`,
    next: 'name a server of that version, or change provider_state.version of the contract and review it again',
  });
}
