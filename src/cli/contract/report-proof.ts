import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runRecord } from '../../evidence/run-record.ts';
import { PROOF_PHASE_WORDS, PROOF_STEP_WORDS } from '../../evidence/words.ts';
import type { ContractFile } from '../../run/content.ts';
import { proofOfRun } from '../../run/proof-facts.ts';
import { openProofJournal, type ProofJournal } from '../../run/proof-journal.ts';
import type { ProofRequest } from '../../run/proof-request.ts';
import { succeeded } from '../../summary/proof.ts';
import { type Summary, summary as summarySchema } from '../../summary/summary.ts';
import { toStderr, toStdout } from '../print.ts';

interface Ended {
  /** Exit code of Playwright. */
  readonly code: number;
  readonly contract: ContractFile;
  readonly json: boolean;
}

const INTERRUPTED = 130;

/** Says how a proof ended where the run itself could not, prints it as JSON where that was asked for; the exit code. */
export function reportProof(request: ProofRequest, ended: Ended): number {
  const journal = openProofJournal(request.folder);
  const entries = journal.entries();
  if (entries.some(({ kind }) => kind === 'packet')) return reportPacket(request, ended);
  if (!entries.some(({ kind }) => kind === 'step')) return ended.code === INTERRUPTED ? INTERRUPTED : 2;
  tellHowFar(request, journal, ended);
  return ended.code === INTERRUPTED ? INTERRUPTED : 1;
}

function reportPacket({ packet }: ProofRequest, { code, json }: Ended): number {
  const summary = summarySchema.parse(read(packet, 'summary.json'));
  const { proof } = summary;
  if (json) toStdout(JSON.stringify(told(summary, packet), undefined, 2));
  return code === 0 && proof && succeeded(proof) ? 0 : code === INTERRUPTED ? INTERRUPTED : 1;
}

/** The outcome with the three rows of each persona, and what differs between two equal proofs below `run`. */
function told({ proof, tests }: Summary, packet: string) {
  const run = runRecord.parse(read(packet, 'run.json'));
  return { ...proof, journeys: tests.flatMap((test) => test.journeys), run: run.proof, packet };
}

function read(packet: string, name: string): unknown {
  return JSON.parse(readFileSync(join(packet, 'data', name), 'utf8'));
}

/** The runner itself came to grief; its journal is what there is. */
function tellHowFar({ provider, packet }: ProofRequest, journal: ProofJournal, { contract, json }: Ended): void {
  const today = new Date().toISOString().slice(0, 10);
  const { facts, record } = proofOfRun({ request: { provider }, contract, journal, interrupted: true, today });
  toStderr(`The proof of ${facts.contract} ended without a packet; an earlier one in ${packet} is left as it was.`);
  for (const { phase, state, detail } of facts.steps)
    toStderr(`  ${PROOF_PHASE_WORDS[phase]}: ${[PROOF_STEP_WORDS[state], detail].filter(Boolean).join(', ')}`);
  for (const what of record.left_behind) toStderr(`  LEFT BEHIND: ${what}`);
  if (json) toStdout(JSON.stringify({ ...facts, run: record }, undefined, 2));
}
