import { isReady } from '../summary/fold-flow.ts';
import type { FlowRow, TestRow } from '../summary/summary.ts';
import type { Truth } from '../summary/truth.ts';
import { counted, countedVerb, isCritical, type Judgement, notClaimed, open, shut } from './judgement.ts';

const LINK_RULES: readonly string[] = ['link-orphaned', 'link-ambiguous', 'id-malformed', 'subpath-unknown'];

const PROVES_NO_ROW = 'The tests of a proof speak for their contract, not for flows of a matrix.';

/** Unstructured evidence is not authoritative: a test that names no cell of the matrix proves none. */
export function structuredEvidence({ tests, findings, proof }: Truth): Judgement {
  if (tests.length === 0) return shut('No test was found, so nothing is proved.', 'Run the flow-tagged tests.');
  const broken = findings.find(({ rule }) => LINK_RULES.includes(rule));
  if (broken) return shut(broken.message, broken.help);
  const untagged = tests.filter((test) => !isTagged(test));
  const [first] = untagged;
  if (proof && first) return notClaimed(PROVES_NO_ROW, 'Run the flow-tagged tests for the rows of the matrix.');
  if (!first) return open(`${counted(tests.length, 'test')}, each with flow and subpath.`);
  const fact = `${countedVerb(untagged.length, 'test', ['names', 'name'])} no flow, among them "${first.title}".`;
  return shut(fact, `Tag "${first.title}" with flow('FLOW-…', 'happy'); tag a set-up test with 'fixture'.`);
}

/** Whether a test names a cell at all. */
export function isTagged(test: TestRow): boolean {
  return test.flow_id !== undefined && test.subpath !== undefined;
}

const PART_RULES: readonly string[] = ['shard-missing', 'selection'];

/** A test that was left out may be the one that fails: only the whole suite, all shards of it, is evidence. */
export function wholeSuite({ findings }: Truth): Judgement {
  const part = findings.find(({ rule }) => PART_RULES.includes(rule));
  return part ? shut(part.message, part.help) : open('No test was left out by the command line or by a shard.');
}

const ROW_RULES: readonly string[] = ['matrix-empty', 'matrix-id-missing', 'ready-with-gap', 'expired'];

/** Every critical row is ready by its own status, and every subpath of it has a test or a skip. */
export function matrixComplete({ matrix, flows, findings }: Truth): Judgement {
  if (!matrix) return notClaimed('No flow coverage matrix was given.', 'Write flows/matrix.yaml.');
  const critical = flows.filter(isCritical);
  const unready = critical.find((flow) => !isReady(flow));
  if (unready) return shut(...unreadyText(unready, matrix));
  const broken = findings.find(({ rule, severity }) => severity === 'error' && ROW_RULES.includes(rule));
  if (broken) return shut(broken.message, broken.help);
  const missing = critical.flatMap(missingCells);
  const [first] = missing;
  if (first)
    return shut(`${countedVerb(missing.length, 'subpath', ['has', 'have'])} no test. ${first.reason}`, first.next);
  return open(`${counted(critical.length, 'flow')} of priority P0 and P1, eight subpaths each, all planned.`);
}

function unreadyText({ flow_id, status }: FlowRow, { flows }: NonNullable<Truth['matrix']>): [string, string] {
  const task = flows.find((row) => row.flow_id === flow_id)?.gap_task;
  const help = task ? `Close ${task}, then set the status to ready_for_uat.` : 'Set the status to ready_for_uat.';
  return [`${flow_id} says ${status}, so it is not ready for UAT.`, help];
}

function missingCells({ cells }: FlowRow): { reason: string; next: string }[] {
  return cells
    .filter((cell) => cell.state === 'blocked' && cell.tests.length === 0)
    .map(({ reason, next = '' }) => ({ reason, next }));
}
