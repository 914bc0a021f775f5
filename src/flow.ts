import type { TestDetails } from '@playwright/test';
import { ANNOTATION, type Subpath } from './flow-id.ts';

declare global {
  /** Filled by the file that `flowproof types` writes, so that editors offer the ids of the matrix. */
  interface FlowproofRegister {}
}

type Registered<Key extends string> = FlowproofRegister extends Record<Key, infer Ids extends string> ? Ids : string;
export type FlowId = Registered<'flow_id'>;
export type MatrixId = Registered<'matrix_id'>;

/** Which row of the UAT matrix a test speaks for, besides its flow. */
export interface FlowIds {
  readonly matrix_id?: MatrixId;
}

/**
 * Says which flow and which subpath of it a test proves. It only returns Playwright's own test details (tags and
 * annotations), so `--grep`, UI mode, `file:line` and sharding work as for any other test. Whether the ids exist in
 * the matrix is checked when the test begins.
 */
export function flow(flow_id: FlowId, subpath: Subpath, { matrix_id }: FlowIds = {}): TestDetails {
  const ids = { [ANNOTATION.flow_id]: flow_id, [ANNOTATION.subpath]: subpath, ...(matrix_id && { matrix_id }) };
  return {
    tag: [`@${flow_id}`, `@${subpath}`],
    annotation: Object.entries(ids).map(([type, description]) => ({ type, description })),
  };
}
