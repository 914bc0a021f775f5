import type { ProofRecord, RunRecord } from '../evidence/run-record.ts';
import { PROOF_PHASES, type ProofFacts, type ProofPhase, type ProofStep } from '../summary/proof.ts';
import type { TestRow } from '../summary/summary.ts';
import type { Lane } from '../trace.ts';
import type { ContractFile } from './content.ts';
import { leftOnServer } from './left-on-server.ts';
import type { ProofEntry, ProofJournal } from './proof-journal.ts';
import type { ProofRequest } from './proof-request.ts';

/** What of a proof goes into the packet besides its journeys. */
export interface ProofOfRun {
  readonly facts: ProofFacts;
  readonly record: ProofRecord;
  readonly phases: RunRecord['phases'];
}

/** `today` is `YYYY-MM-DD`. */
export interface ProofInput {
  readonly request: Pick<ProofRequest, 'provider'>;
  readonly contract: ContractFile;
  readonly journal: Pick<ProofJournal, 'entries' | 'stopped'>;
  readonly interrupted: boolean;
  readonly today: string;
}

const LANES: Readonly<Record<ProofRequest['provider'], Lane>> = { embedded: 'simulated', keycloak: 'disposable' };

/** Reads the journal of a proof: how far it came, why it was stopped, and what is left. Pure but for the journal. */
export function proofOfRun({
  request: { provider },
  contract: { contract },
  journal,
  interrupted,
  today,
}: ProofInput): ProofOfRun {
  const noted = journal.entries();
  const plain = withoutNames(noted);
  const entries = noted.map((entry) => (IN_WORDS.includes(entry.kind) ? plain(entry) : entry));
  const found = journal.stopped();
  const stop = found && plain(found);
  const [[opened], [named]] = [ofKind(entries, 'opened'), ofKind(entries, 'named')];
  const [rolled] = ofKind(entries, 'rolled_back');
  const [server] = ofKind(entries, 'server');
  const left = leftBehind(entries);
  const { lane, max_age } = contract.non_live_proof;
  const { rollback_owner, delete_owner } = contract.stop_rollback;
  return {
    facts: {
      contract: contract.id,
      provider,
      lane: LANES[provider],
      ...(server?.origin && { server_origin: server.origin }),
      personas: contract.identity_graph.personas.map(({ id }) => id),
      steps: PROOF_PHASES.map((phase) => cutShort(stepOf(phase, entries), interrupted)),
      broken_off: brokenOff(entries),
      ...(stop && { stop }),
      ...(rolled && { fingerprint_equal: rolled.equal }),
      left_behind: left.length,
      demanded: { lane, max_age },
      rollback_owner,
      delete_owner,
    },
    record: {
      server: server?.text ?? 'No server was reached',
      ...(named?.names[0] !== undefined && { realm: named.names[0] }),
      ...(opened && { source_fingerprint: opened.source_fingerprint }),
      ...(rolled && { fingerprint_after_rollback: rolled.fingerprint }),
      not_rolled_back: rolled?.left_behind ?? [],
      left_behind: left,
      valid_until: daysAfter(today, Number.parseInt(max_age.slice(1), 10)),
    },
    phases: durations(entries),
  };
}

type Kind = ProofEntry['kind'];
type Entry<K extends Kind> = Extract<ProofEntry, { kind: K }>;

function ofKind<K extends Kind>(entries: readonly ProofEntry[], kind: K): Entry<K>[] {
  return entries.filter((entry): entry is Entry<K> => entry.kind === kind);
}

/** The last word on a phase; one that only began was cut off. */
function stepOf(phase: ProofPhase, entries: readonly ProofEntry[]): ProofStep {
  const last = ofKind(entries, 'step').findLast((entry) => entry.phase === phase);
  if (!last) return { phase, state: 'not_reached' };
  if (last.state === 'began') return { phase, state: 'failed', detail: 'it was cut off' };
  return { phase, state: last.state, ...(last.detail !== undefined && { detail: last.detail }) };
}

/** What becomes part of the summary, which is the same for two equal proofs. */
const IN_WORDS: readonly Kind[] = ['step', 'broken_off'];

/** Says `the realm` and `the server` for the names that differ between two equal proofs. */
function withoutNames(entries: readonly ProofEntry[]): <T>(value: T) => T {
  const [realm, ...aside] = ofKind(entries, 'named')[0]?.names ?? [];
  const url = ofKind(entries, 'server')[0]?.base_url;
  // A name set aside begins with the name of the realm.
  const words = [...aside.map((name) => [name, 'the source set aside']), [realm, 'the realm'], [url, 'the server']];
  return (value) =>
    JSON.parse(
      words.reduce((text, [name, word = '']) => (name ? text.replaceAll(name, word) : text), JSON.stringify(value)),
    );
}

/** A realm that was named and not seen to go may still be there, whatever ended the proof. */
function leftBehind(entries: readonly ProofEntry[]): string[] {
  const [named] = ofKind(entries, 'named');
  const [server] = ofKind(entries, 'server');
  if (!named || !server?.base_url || !server.origin) return [];
  const removals = ofKind(entries, 'removal');
  const fate = (realm: string) => removals.findLast((removal) => removal.realm === realm)?.fate ?? 'unknown';
  const realms = named.names.map((realm) => ({ realm, fate: fate(realm) }));
  return leftOnServer(realms, { baseUrl: server.base_url, origin: server.origin });
}

/** Nobody can tell what an interrupted run would still have driven. */
function cutShort(step: ProofStep, interrupted: boolean): ProofStep {
  const wasDriving = interrupted && step.phase === 'drive' && step.state === 'done';
  return wasDriving ? { ...step, state: 'failed', detail: 'it was interrupted' } : step;
}

/** The first word on each persona, by persona. */
function brokenOff(entries: readonly ProofEntry[]): ProofFacts['broken_off'] {
  const first = new Map(
    ofKind(entries, 'broken_off')
      .toReversed()
      .map((entry) => [entry.persona, entry]),
  );
  const rows = [...first.values()].map(({ kind: _, ...row }) => row);
  return rows.sort((a, b) => (a.persona < b.persona ? -1 : 1));
}

/** Milliseconds of every phase that began and came to an end. */
function durations(entries: readonly ProofEntry[]): RunRecord['phases'] {
  const steps = ofKind(entries, 'step');
  return PROOF_PHASES.flatMap((phase) => {
    const own = steps.filter((step) => step.phase === phase);
    const [began, ended] = [own[0], own.at(-1)];
    if (began?.state !== 'began' || !ended || ended.state === 'began') return [];
    return [{ name: `Proof: ${phase.replaceAll('_', ' ')}`, duration_ms: Math.max(0, ended.at_ms - began.at_ms) }];
  });
}

/** Tests of personas that were not driven did not run; Playwright calls them skipped. */
export function withNotDriven(tests: readonly TestRow[], { stop }: Pick<ProofFacts, 'stop'>): TestRow[] {
  if (!stop) return [...tests];
  const reason = `Not driven: ${stop.says}`;
  return tests.map((test) =>
    test.outcome === 'skipped' && test.journeys.length === 0 ? { ...test, outcome: 'did_not_run', reason } : test,
  );
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
