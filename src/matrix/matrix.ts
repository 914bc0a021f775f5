import { z } from 'zod';
import { flowId, matrixId, priority, subpath } from '../flow-id.ts';
import { lane } from '../trace.ts';
import { dependencyMap } from './dependency-map.ts';
import { anchor, answer, date, task, text } from './matrix-values.ts';

export const STATUSES = [
  'ready_for_uat',
  'needs_design',
  'needs_contract',
  'needs_runtime_fix',
  'needs_fixture',
  'needs_env_fix',
  'needs_e2e',
  'accepted_gap',
  'blocked',
] as const;

/** A governed skip, or a gap that was accepted: who answers for it, where it is followed up, until when, and why. */
export const governed = z.strictObject({ owner: text, task, expires: date, reason: text });
export type Governed = z.infer<typeof governed>;

/** One flow. The fields and their meaning are those of the flow coverage matrix; `title` is for readers only. */
export const matrixRow = z.strictObject({
  flow_id: flowId,
  title: text.optional(),
  priority,
  persona: text,
  entry_point: text,
  happy_path: text,
  empty_state: text,
  blocked_state: text,
  in_place_recovery: text,
  negative_path: text,
  cleanup_path: text,
  ux_anchor: anchor,
  contract_anchor: anchor,
  automation_anchor: anchor,
  fixture_prerequisite: text.meta({ description: 'Seed data, external resource, capacity, credentials, or none.' }),
  dependency_map: dependencyMap,
  preflight_proof: answer.meta({ description: 'Non-live command or artifact that proves the dependencies.' }),
  environment_lane: z.strictObject({ lane, reason: text }),
  status: z.enum(STATUSES),
  gap_task: task.optional().meta({ description: 'Required unless status is ready_for_uat.' }),
  detected_by: text.meta({ description: 'The gate that found the gap, or the review that wrote the row.' }),
  expected_gate: text.meta({ description: 'The earliest gate that should find a defect of this flow.' }),
  matrix_ids: z.array(matrixId),
  skips: z.partialRecord(subpath, governed).default({}),
  accepted_gap: governed.optional().meta({ description: 'Required when status is accepted_gap.' }),
});
export type MatrixRow = z.infer<typeof matrixRow>;

/** `flows/matrix.yaml`: one row per flow, and what each lane can prove. */
export const matrix = z.strictObject({
  version: z.literal(1),
  lanes: z.partialRecord(lane, z.strictObject({ description: text, proves: text })),
  flows: z.array(matrixRow),
});
export type Matrix = z.infer<typeof matrix>;

/** JSON Schema (draft-07, which editors understand) of `flows/matrix.yaml`. */
export function matrixJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(matrix, { target: 'draft-7', io: 'input' });
}
