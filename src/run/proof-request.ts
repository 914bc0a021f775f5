import { z } from 'zod';

const VARIABLE = 'FLOWPROOF_PROOF';

const proofRequest = z.strictObject({
  /** Private folder of this proof: its journal, and the mark that stops it. Who asks for the proof makes and removes it. */
  folder: z.string(),
  /** Path of the contract. */
  contract: z.string(),
  id: z.string(),
  provider: z.enum(['embedded', 'keycloak']),
  /** Folder of the journey machines. */
  journeys: z.string(),
  packet: z.string(),
  workers: z.int().positive(),
});
/** What a run is asked to prove. It travels in the environment, so that runner and workers know it alike. */
export type ProofRequest = z.infer<typeof proofRequest>;

export function writeProofRequest(request: ProofRequest): Readonly<Record<string, string>> {
  return { [VARIABLE]: JSON.stringify(request) };
}

/** The proof that this run is, or undefined for every other run. */
export function readProofRequest(env: NodeJS.ProcessEnv): ProofRequest | undefined {
  const text = env[VARIABLE];
  return text ? proofRequest.parse(JSON.parse(text)) : undefined;
}
