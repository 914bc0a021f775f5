import { openContract } from './contract-text.ts';
import { proofDocuments } from './proof-documents.ts';
import { proofOfRun, withNotDriven } from './proof-facts.ts';
import { openProofJournal } from './proof-journal.ts';
import type { ProofRequest } from './proof-request.ts';
import type { PacketFacts } from './run-packet.ts';

/** The facts of a run that was a proof: with its journal, its documents, and the personas it did not drive. */
export function proofFactsOf(request: ProofRequest, facts: PacketFacts): PacketFacts {
  const contract = openContract(request.contract, '');
  const journal = openProofJournal(request.folder);
  const proof = proofOfRun({ ...facts, request, contract, journal });
  const tests = withNotDriven(facts.collected.tests, proof.facts);
  const content = { ...facts.content, documents: proofDocuments(contract) };
  return { ...facts, content, collected: { ...facts.collected, tests }, proof };
}
