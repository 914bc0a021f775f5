import { z } from 'zod';
import { listed } from '../document/accepted.ts';
import { type Fault, pathText } from '../document/fault.ts';
import { didYouMean } from '../document/nearest.ts';
import { LANES } from '../trace.ts';
import { STATUSES } from './matrix.ts';

/** As much of a matrix as can be read whatever else is wrong with it, so that all errors come in one round. */
const looseRow = z
  .object({
    flow_id: z.string().optional().catch(undefined),
    matrix_ids: z.array(z.unknown()).catch([]),
    environment_lane: z.object({ lane: z.enum(LANES).optional().catch(undefined) }).catch({}),
    status: z.enum(STATUSES).optional().catch(undefined),
    gap_task: z.unknown().optional(),
    accepted_gap: z.unknown().optional(),
  })
  .catch({ matrix_ids: [], environment_lane: {} });
type LooseRow = z.infer<typeof looseRow>;

const looseMatrix = z
  .object({ lanes: z.record(z.string(), z.unknown()).catch({}), flows: z.array(looseRow).catch([]) })
  .catch({ lanes: {}, flows: [] });

/** What no field can know alone: ids claimed twice, lanes that are not declared, owners of gaps that are missing. */
export function rowFaults(value: unknown): Fault[] {
  const { lanes, flows } = looseMatrix.parse(value);
  return [...claimedTwice(flows), ...flows.flatMap((row, index) => faultsOfRow(row, index, Object.keys(lanes)))];
}

interface Claim {
  readonly id: string;
  readonly path: readonly (string | number)[];
}

function claimedTwice(flows: readonly LooseRow[]): Fault[] {
  const first = new Map<string, Claim>();
  return flows.flatMap(claims).flatMap((claim) => {
    const before = first.get(claim.id);
    if (before) return [twice(claim, before)];
    first.set(claim.id, claim);
    return [];
  });
}

function claims(row: LooseRow, index: number): Claim[] {
  const flow = row.flow_id === undefined ? [] : [{ id: row.flow_id, path: ['flows', index, 'flow_id'] }];
  const uat = row.matrix_ids.map((id, at) => ({ id: String(id), path: ['flows', index, 'matrix_ids', at] }));
  return [...flow, ...uat];
}

function twice({ id, path }: Claim, before: Claim): Fault {
  const what = `${id} is claimed twice: ${pathText(before.path)} has it already`;
  return { path, what, expected: 'an id that no other row claims', next: 'Give one of the two another id.' };
}

function faultsOfRow(row: LooseRow, index: number, lanes: readonly string[]): Fault[] {
  const at = ['flows', index];
  const lane = row.environment_lane.lane;
  const { status } = row;
  return [
    ...(lane && !lanes.includes(lane) ? [undeclaredLane([...at, 'environment_lane', 'lane'], lane, lanes)] : []),
    ...(status && status !== 'ready_for_uat' && !row.gap_task ? [ownerless(at, status, 'gap_task')] : []),
    ...(status === 'accepted_gap' && !row.accepted_gap ? [ownerless(at, status, 'accepted_gap')] : []),
  ];
}

function undeclaredLane(path: readonly (string | number)[], lane: string, lanes: readonly string[]): Fault {
  const next = didYouMean(lane, lanes, 'Declare the lane under lanes.');
  return { path, what: `the lane ${lane} is not declared under lanes`, expected: listed(lanes, 'or'), next };
}

function ownerless(at: readonly (string | number)[], status: string, field: string): Fault {
  const what = `${field} is missing: the status ${status} needs it`;
  return { path: [...at, 'status'], what, expected: field, next: `Add ${field}, or set the status to ready_for_uat.` };
}
