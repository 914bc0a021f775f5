import { z } from 'zod';
import { lane } from '../trace.ts';

/** What a proof does, in this order. */
export const PROOF_PHASES = ['import', 'read_back', 'change', 'drive', 'roll_back', 'read_again', 'remove'] as const;
export type ProofPhase = (typeof PROOF_PHASES)[number];

/** `not_needed`: there is nothing to do, and `detail` says why; `not_reached`: the proof ended before. */
export const proofStep = z.strictObject({
  phase: z.enum(PROOF_PHASES),
  state: z.enum(['done', 'failed', 'not_reached', 'not_needed']),
  detail: z.string().optional(),
});
export type ProofStep = z.infer<typeof proofStep>;

/** A persona whose journey ended without a record, after the page that it had shown last. */
const brokenOff = z.strictObject({ persona: z.string(), page: z.string().optional(), reason: z.string() });

/** Why nothing further was driven: a stop condition of the contract, or a server that no longer answers. */
export const proofStop = z.strictObject({
  when: z.enum(['unknown_page', 'disagreement', 'reaches', 'callback_without', 'server_gone', 'not_prepared']),
  says: z.string(),
  persona: z.string().optional(),
  page: z.string().optional(),
});
export type ProofStop = z.infer<typeof proofStop>;

/** What a proof leaves behind besides its journeys. `left_behind` counts what is left; names and commands are volatile. */
export const proofFacts = z.strictObject({
  contract: z.string(),
  provider: z.enum(['embedded', 'keycloak']),
  lane,
  /** `started` ended with the proof, the others stay. Missing where none was reached. */
  server_origin: z.enum(['started', 'background', 'given']).optional(),
  personas: z.array(z.string()),
  steps: z.array(proofStep),
  broken_off: z.array(brokenOff),
  stop: proofStop.optional(),
  fingerprint_equal: z.boolean().optional(),
  left_behind: z.int().nonnegative(),
  demanded: z.strictObject({ lane, max_age: z.string() }),
  rollback_owner: z.string(),
  delete_owner: z.string(),
});
export type ProofFacts = z.infer<typeof proofFacts>;

/** `rehearsed`: nothing went wrong where no server answered. */
export const PROOF_STATUSES = ['proved', 'rehearsed', 'contradicted', 'stopped', 'incomplete'] as const;

/** What was to be shown in the lane that was asked for was shown. */
export function succeeded({ outcome: { status } }: Pick<Proof, 'outcome'>): boolean {
  return status === 'proved' || status === 'rehearsed';
}

/**
 * How one persona fared: all three rows equal; promise and browser equal, where nothing could be predicted; not equal; the
 * proof stopped at it; its journey broken off, or never begun.
 */
const proofPersona = z.strictObject({
  persona: z.string(),
  state: z.enum(['agreed', 'agreed_with_promise', 'contradicted', 'stopped', 'broken_off', 'not_driven']),
  reason: z.string().optional(),
});
export type ProofPersona = z.infer<typeof proofPersona>;

/** A proof with what follows from it. `outcome` answers one question: does the change do what the contract promises? */
export const proof = proofFacts.extend({
  outcome: z.strictObject({ status: z.enum(PROOF_STATUSES), reason: z.string(), next_action: z.string() }),
  results: z.array(proofPersona),
  non_live_proof: z.strictObject({ state: z.enum(['met', 'unmet']), reason: z.string() }),
});
export type Proof = z.infer<typeof proof>;
