import { openContract } from './contract-text.ts';
import { proofDiagrams } from './proof-diagrams.ts';
import { proofDocuments } from './proof-documents.ts';
import { proofOfRun, withNotDriven } from './proof-facts.ts';
import { openProofJournal } from './proof-journal.ts';
import type { ProofRequest } from './proof-request.ts';
import type { PacketFacts } from './run-packet.ts';

/** The facts of a run that was a proof: with its journal, its documents and diagrams, and the personas it did not drive. */
export async function proofFactsOf(request: ProofRequest, facts: PacketFacts): Promise<PacketFacts> {
  const contract = openContract(request.contract, '');
  const journal = openProofJournal(request.folder);
  const proof = proofOfRun({ ...facts, request, contract, journal });
  const tests = withNotDriven(facts.collected.tests, proof.facts);
  const documents = new Map([...proofDocuments(contract), ...(await proofDiagrams(contract, tests))]);
  const content = { ...facts.content, documents };
  return { ...facts, content, collected: { ...facts.collected, tests }, proof };
}
