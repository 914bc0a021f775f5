import { z } from 'zod';
import { flowId, subpath } from '../flow-id.ts';
import { lane } from '../trace.ts';

/** One part of the run, in the order it happened. `name` is safe for an operator to read. */
const phase = z.strictObject({ name: z.string(), duration_ms: z.int().nonnegative() });

/** Days until a waiver ends, counted from `today`: negative when it is past. */
const waiverDays = z.strictObject({ flow_id: flowId, subpath, days_left: z.int() });
type WaiverDays = z.infer<typeof waiverDays>;

/**
 * What differs between two equal proofs. `realm` is the name it had on the server; fingerprints are those of the realm as
 * read back, `left_behind` says what is left and how to remove it, `valid_until` is the last day on which it counts.
 */
export const proofRecord = z.strictObject({
  server: z.string(),
  realm: z.string().optional(),
  source_fingerprint: z.string().optional(),
  fingerprint_after_rollback: z.string().optional(),
  not_rolled_back: z.array(z.string()),
  left_behind: z.array(z.string()),
  valid_until: z.iso.date(),
});
export type ProofRecord = z.infer<typeof proofRecord>;

/**
 * `data/run.json`: everything that differs between two equal runs, and nothing else. Times are UTC (RFC 3339),
 * durations milliseconds, locations `file:line` relative to the project. `locations` and `durations_ms` are keyed by
 * the test ids of the summary.
 */
export const runRecord = z.strictObject({
  version: z.literal(1),
  packet_id: z.string(),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime(),
  duration_ms: z.int().nonnegative(),
  today: z.iso.date(),
  lane: lane.optional(),
  revision: z.string().optional(),
  versions: z.strictObject({
    flowproof: z.string(),
    playwright: z.string(),
    node: z.string(),
    browser: z.string().optional(),
  }),
  phases: z.array(phase),
  provider_log: z.array(z.string()),
  locations: z.record(z.string(), z.string()),
  durations_ms: z.record(z.string(), z.int().nonnegative()),
  waivers: z.array(waiverDays),
  proof: proofRecord.optional(),
});
export type RunRecord = z.infer<typeof runRecord>;

/** Days until this cell's waiver ends, or undefined when the run did not say. */
export function daysLeft(run: RunRecord, cell: Pick<WaiverDays, 'flow_id' | 'subpath'>): number | undefined {
  return run.waivers.find((row) => row.flow_id === cell.flow_id && row.subpath === cell.subpath)?.days_left;
}
