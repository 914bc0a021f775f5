import { z } from 'zod';
import { browserState, lane, trace } from './trace.ts';

/** Content types under which a worker hands its records to the reporter, as attachment bodies. */
export const JOURNEY_TYPE = 'application/vnd.flowproof.journey+json';
export const EVIDENCE_TYPE = 'application/vnd.flowproof.evidence+json';

/** Which provider answered. `realm_sha256` is the fingerprint of the realm document without users. */
export const providerRecord = z.strictObject({
  name: z.enum(['embedded', 'keycloak', 'url']),
  version: z.string(),
  realm: z.string(),
  realm_sha256: z.string(),
});
export type ProviderRecord = z.infer<typeof providerRecord>;

/**
 * Which edges of a persona's machine were gone. `class` is equal for personas that nobody can tell apart, `transitions`
 * counts all edges of the machine; `agreed`: the edge led to what was foreseen.
 */
export const exercisedRecord = z.strictObject({
  class: z.string(),
  transitions: z.int().nonnegative(),
  edges: z.array(z.strictObject({ from: z.string(), input: z.string(), to: z.string(), agreed: z.boolean() })),
});

/**
 * One driven journey: what the contract promised, what the engine predicted, what the browser showed.
 * `first_difference` is the index of the first column in which the three rows differ, -1 when they agree.
 */
export const journeyRecord = z.strictObject({
  version: z.literal(1),
  contract: z.string(),
  persona: z.string(),
  journey: z.string(),
  lane,
  provider: providerRecord,
  promised: z.array(z.strictObject({ state: browserState, page: z.string().optional() })),
  predicted: trace,
  observed: trace,
  first_difference: z.int(),
  reason: z.string().optional(),
  allowed_next: z.array(z.string()),
  /** Absent where the journey did not begin at the first page of the machine: in a session, or with another request. */
  exercised: exercisedRecord.optional(),
});
export type JourneyRecord = z.infer<typeof journeyRecord>;

/** One redacted picture, or the reason why none may be shown. `picture` is the name of the PNG attachment. */
export const evidenceRecord = z.strictObject({
  version: z.literal(1),
  title: z.string(),
  page: z.string(),
  state: browserState,
  status: z.enum(['shown', 'withheld']),
  reason: z.string().optional(),
  picture: z.string().optional(),
});
export type EvidenceRecord = z.infer<typeof evidenceRecord>;
