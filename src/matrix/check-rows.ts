import type { Finding } from '../finding.ts';
import { SUBPATHS } from '../flow-id.ts';
import { daysUntil, isPast, isSoon } from './expiry.ts';
import type { Matrix, MatrixRow } from './matrix.ts';
import { isGap } from './matrix-values.ts';

/** What can be said about a matrix without looking at any test. `today` is `YYYY-MM-DD`. */
export function checkRows(matrix: Matrix, today: string): Finding[] {
  if (matrix.flows.length === 0) return [EMPTY];
  return matrix.flows.flatMap((row) => [
    ...matrixIdMissing(row),
    ...readyWithGap(row),
    ...openGaps(row),
    ...deadlines(row).flatMap((deadline) => expiry(deadline, today)),
  ]);
}

const EMPTY: Finding = {
  rule: 'matrix-empty',
  severity: 'error',
  at: 'flows',
  message: 'The matrix has no flow, so nothing can be proved.',
  help: 'Add a row for each critical flow to the matrix.',
};

function matrixIdMissing(row: MatrixRow): Finding[] {
  if (row.matrix_ids.length > 0 || row.priority === 'P2') return [];
  return [
    {
      rule: 'matrix-id-missing',
      severity: 'error',
      at: row.flow_id,
      message: `${row.flow_id} is ${row.priority}, but no UAT row maps to it.`,
      help: `Name the UAT rows of ${row.flow_id} under matrix_ids.`,
    },
  ];
}

interface NamedGap {
  readonly field: string;
  readonly gap: string;
  readonly task: string;
}

function gapsOf(fields: Readonly<Record<string, unknown>>, prefix = ''): NamedGap[] {
  return Object.entries(fields).flatMap(([field, value]) =>
    isGap(value) ? [{ field: prefix + field, ...value }] : [],
  );
}

/** The gaps without which no broad validation may begin (Dependency Mapping Gate; coverage level L3). */
function stoppingGaps(row: MatrixRow): NamedGap[] {
  const { automation_anchor, preflight_proof } = row;
  return [...gapsOf({ automation_anchor, preflight_proof }), ...gapsOf(row.dependency_map, 'dependency_map.')];
}

function readyWithGap(row: MatrixRow): Finding[] {
  if (row.status !== 'ready_for_uat' || row.accepted_gap) return [];
  return stoppingGaps(row).map(({ field, gap, task }) => ({
    rule: 'ready-with-gap',
    severity: 'error',
    at: `${row.flow_id} ${field}`,
    message: `${row.flow_id} says ready_for_uat, but ${field} is a gap: ${gap}`,
    help: `Close ${task}, or set the status of ${row.flow_id} to what is missing.`,
  }));
}

function openGaps(row: MatrixRow): Finding[] {
  const { ux_anchor, contract_anchor } = row;
  return gapsOf({ ux_anchor, contract_anchor }).map(({ field, gap, task }) => ({
    rule: 'open-gap',
    severity: 'info',
    at: `${row.flow_id} ${field}`,
    message: `${row.flow_id} has an explicit gap in ${field}: ${gap}`,
    help: `Follow up in ${task}.`,
  }));
}

interface Deadline {
  readonly at: string;
  readonly what: string;
  readonly expires: string;
  readonly task: string;
}

function deadlines(row: MatrixRow): Deadline[] {
  const { accepted_gap: gap, dependency_map: map } = row;
  const risk = isGap(map.residual_risk) ? undefined : map.residual_risk;
  const skips = SUBPATHS.flatMap((subpath) => {
    const skip = row.skips[subpath];
    return skip ? [{ ...skip, at: `${row.flow_id} ${subpath}`, what: `The skip of ${subpath} in ${row.flow_id}` }] : [];
  });
  return [
    ...skips,
    ...(gap ? [{ ...gap, at: `${row.flow_id} accepted_gap`, what: `The accepted gap of ${row.flow_id}` }] : []),
    ...(risk ? [{ ...risk, at: `${row.flow_id} residual_risk`, what: `The residual risk of ${row.flow_id}` }] : []),
  ];
}

function expiry({ at, what, expires, task }: Deadline, today: string): Finding[] {
  if (isPast(expires, today)) {
    const help = `Close ${task}, or have a new date accepted by its owner.`;
    return [{ rule: 'expired', severity: 'error', at, message: `${what} expired on ${expires}.`, help }];
  }
  if (!isSoon(expires, today)) return [];
  const message = `${what} expires on ${expires}, in ${daysUntil(expires, today)} days.`;
  return [{ rule: 'expires-soon', severity: 'warning', at, message, help: `Close ${task} before that day.` }];
}
