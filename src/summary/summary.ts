import { z } from 'zod';
import { flowId, matrixId, priority, subpath } from '../flow-id.ts';
import { evidenceRecord, journeyRecord, providerRecord } from '../journal.ts';
import { COVERAGE_LEVELS } from '../matrix/coverage-level.ts';
import { governed } from '../matrix/matrix.ts';
import { lane } from '../trace.ts';
import { edgeCoverage } from './edge-coverage.ts';
import { proof } from './proof.ts';

/** What became of one test, after Playwright's statuses were told apart (did-not-run is never a skip). */
export const OUTCOMES = ['passed', 'failed', 'flaky', 'skipped', 'known_defect', 'did_not_run'] as const;
export const outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof outcome>;

/** State of one flow x subpath cell. `waived` is a skip with owner, task, expiry and reason, none of it past. */
export const CELL_STATES = ['passed', 'failed', 'flaky', 'blocked', 'waived'] as const;
export const cellState = z.enum(CELL_STATES);
export type CellState = z.infer<typeof cellState>;

/** What a test declares is held against the same rules as what the matrix says. */
export const waiver = governed.extend({ expired: z.boolean() });
export type Waiver = z.infer<typeof waiver>;

/** One picture of a test: a file below `data/`, or the reason why none may be shown. */
export const picture = evidenceRecord.omit({ version: true, picture: true }).extend({
  path: z.string().optional(),
  sha256: z.string().optional(),
});
export type Picture = z.infer<typeof picture>;

/** Journeys keep the journal's three rows; `picture` of an observed step is a path below `data/`. */
export const testJourney = journeyRecord.omit({ version: true });
export type TestJourney = z.infer<typeof testJourney>;

export const testRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  flow_id: flowId.optional(),
  subpath: subpath.optional(),
  matrix_id: matrixId.optional(),
  outcome,
  reason: z.string().optional(),
  /** Where it ran: the weakest lane of its journeys, else what the test or its project declares. */
  lane: lane.optional(),
  /** What the test itself declares about being skipped; only all four together are a waiver. */
  skip: waiver.omit({ expired: true }).partial().optional(),
  journeys: z.array(testJourney),
  pictures: z.array(picture),
});
export type TestRow = z.infer<typeof testRow>;

export const cell = z.strictObject({
  subpath,
  state: cellState,
  /** One sentence: why the cell is not green, or what proved it. */
  reason: z.string(),
  /** What to do when blocked or failed. */
  next: z.string().optional(),
  tests: z.array(z.string()),
  lane: lane.optional(),
  waiver: waiver.optional(),
});
export type Cell = z.infer<typeof cell>;

export const flowRow = z.strictObject({
  flow_id: flowId,
  title: z.string(),
  priority,
  persona: z.string(),
  matrix_ids: z.array(matrixId),
  status: z.string(),
  /** The strongest level for which all evidence is there, this run included. */
  coverage_level: z.enum(COVERAGE_LEVELS).optional(),
  state: cellState,
  cells: z.array(cell).length(8),
});
export type FlowRow = z.infer<typeof flowRow>;

export const gateRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  state: z.enum(['open', 'shut', 'not_claimed']),
  /** The fact that opened it or keeps it shut. */
  fact: z.string(),
  help: z.string().optional(),
});
export type GateRow = z.infer<typeof gateRow>;

export const VERDICTS = ['ready', 'blocked', 'not_readiness_evidence', 'interrupted'] as const;
export const verdict = z.strictObject({
  status: z.enum(VERDICTS),
  reason: z.string(),
  impact: z.strictObject({ flows: z.array(flowId), personas: z.array(z.string()) }),
  next_action: z.string(),
  signoff: z.array(z.string()),
});
export type Verdict = z.infer<typeof verdict>;

export const finding = z.strictObject({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  at: z.string(),
  message: z.string(),
  help: z.string(),
});

/**
 * `data/summary.json`: the one derivation from results to truth. Same results, same bytes: sorted, canonical
 * (RFC 8785), integers only, no clock, no duration, no path of a machine, no host.
 */
export const summary = z.strictObject({
  version: z.literal(1),
  verdict,
  lanes: z.array(lane),
  providers: z.array(providerRecord),
  gates: z.array(gateRow),
  flows: z.array(flowRow),
  tests: z.array(testRow),
  not_tested: z.array(z.strictObject({ flow_id: flowId, subpath, reason: z.string() })),
  findings: z.array(finding),
  /** Only where journeys told which edges they went. */
  edge_coverage: z.array(edgeCoverage).optional(),
  /** Only where the run was the proof of a contract. */
  proof: proof.optional(),
});
export type Summary = z.infer<typeof summary>;
