import type { ProviderRecord } from '../journal.ts';
import type { Proof, ProofPersona, ProofPhase, ProofStep } from '../summary/proof.ts';
import type { CellState, GateRow, Outcome, Verdict } from '../summary/summary.ts';
import type { Lane } from '../trace.ts';

/** The words every rendering of a packet uses, so that page, terminal and views tell the same story. */
export const VERDICT_WORDS: Readonly<Record<Verdict['status'], string>> = {
  ready: 'Ready',
  blocked: 'Blocked',
  not_readiness_evidence: 'Not readiness evidence',
  interrupted: 'Interrupted',
};

export const CELL_WORDS: Readonly<Record<CellState, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  flaky: 'Flaky',
  blocked: 'Blocked',
  waived: 'Waived',
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  flaky: 'Flaky',
  skipped: 'Skipped',
  known_defect: 'Known defect',
  did_not_run: 'Did not run',
};

export const GATE_WORDS: Readonly<Record<GateRow['state'], string>> = {
  open: 'Open',
  shut: 'Shut',
  not_claimed: 'Not claimed',
};

export const PROVIDER_WORDS: Readonly<Record<ProviderRecord['name'], string>> = {
  embedded: 'Embedded provider',
  keycloak: 'Keycloak',
  url: 'Given by URL',
};

const PROOF_WORDS: Readonly<Record<Proof['outcome']['status'], string>> = {
  proved: 'Proved',
  rehearsed: 'Rehearsed',
  contradicted: 'Contradicted',
  stopped: 'Stopped',
  incomplete: 'Incomplete',
};

export function proofHeadline({ outcome: { status } }: Pick<Proof, 'outcome'>): string {
  return PROOF_WORDS[status];
}

export const PROOF_PHASE_WORDS: Readonly<Record<ProofPhase, string>> = {
  import: 'Source realm imported',
  read_back: 'Read back and fingerprinted',
  change: 'Change applied',
  drive: 'Personas driven',
  roll_back: 'Rolled back, personas removed',
  read_again: 'Read again, fingerprint compared',
  remove: 'Realm removed',
};

export const PROOF_STEP_WORDS: Readonly<Record<ProofStep['state'], string>> = {
  done: 'Done',
  failed: 'Failed',
  not_reached: 'Not reached',
  not_needed: 'Not needed',
};

export const PROOF_PERSONA_WORDS: Readonly<Record<ProofPersona['state'], string>> = {
  agreed: 'As promised and predicted',
  agreed_with_promise: 'As promised, not predictable',
  contradicted: 'Contradicted',
  stopped: 'Stopped here',
  broken_off: 'Broken off',
  not_driven: 'Not driven',
};

/** What a lane proves, and what it does not. */
const LANE_MEANING: Readonly<Record<Lane, string>> = {
  simulated: 'Answers came from the embedded provider: this proves the tests, the app and the packet, never the realm.',
  disposable: 'Answers came from a real Keycloak, in a realm that was made for this run and deleted afterwards.',
  kind: 'Answers came from the kind environment; nothing was changed there.',
  dev: 'Answers came from the dev environment; nothing was changed there.',
  demo: 'Answers came from the demo environment; nothing was changed there.',
};

/** What a lane proves, and what it does not; a proof tells where its realm was made and whether it is gone. */
export function laneMeaning(
  lane: Lane,
  proof: Pick<Proof, 'lane' | 'server_origin' | 'left_behind'> | undefined,
): string {
  if (lane !== 'disposable' || proof?.lane !== lane) return LANE_MEANING[lane];
  const where =
    proof.server_origin === 'given' ? 'made for this proof on a server that was named' : 'made for this run';
  const after = proof.left_behind === 0 ? 'and deleted afterwards' : 'and may still be there';
  return `Answers came from a real Keycloak, in a realm that was ${where} ${after}.`;
}

/** `5/7 complete`: gates that are open, of all gates. */
export function gateCount(gates: readonly GateRow[]): string {
  return `${gates.filter((gate) => gate.state === 'open').length}/${gates.length} complete`;
}

/** `1 flow`, `3 flows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
