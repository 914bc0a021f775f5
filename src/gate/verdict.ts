import { isGap } from '../matrix/matrix-values.ts';
import type { FlowRow, GateRow, Verdict } from '../summary/summary.ts';
import type { Truth } from '../summary/truth.ts';
import { GATES } from './gates.ts';
import { counted, isCritical } from './judgement.ts';
import { isTagged } from './structure-gates.ts';

type Decision = Pick<Verdict, 'status' | 'reason' | 'next_action'>;
type Ruling = (truth: Truth, gates: readonly GateRow[]) => Decision | undefined;

/** First answer wins: what ended too early, then what cannot be evidence at all, then the gates. */
const RULINGS: readonly Ruling[] = [interrupted, withoutMatrix, withoutFlows, shutGate];

/** The sum of the gates: one status, one reason, one next action. */
export function verdictOf(truth: Truth, gates: readonly GateRow[]): Verdict {
  const decided = RULINGS.reduce<Decision | undefined>((found, rule) => found ?? rule(truth, gates), undefined);
  return { ...(decided ?? ready(truth)), impact: impactOf(truth), signoff: signoffOf(truth) };
}

function interrupted({ interrupted: stopped, tests }: Truth): Decision | undefined {
  if (!stopped) return undefined;
  const idle = tests.filter((test) => test.outcome === 'did_not_run').length;
  const reason = `The run was interrupted: ${idle} of ${counted(tests.length, 'test')} did not run to the end.`;
  return { status: 'interrupted', reason, next_action: 'Run all tests again and let them end.' };
}

function withoutMatrix({ matrix }: Truth): Decision | undefined {
  if (matrix) return undefined;
  const reason = 'There is no flow coverage matrix, so nobody can tell what is missing.';
  const next_action = 'Write flows/matrix.yaml with one row for each critical flow.';
  return { status: 'not_readiness_evidence', reason, next_action };
}

/** Where a matrix says what is to be proved, tests that prove nothing of it are not taken for anything else. */
function withoutFlows({ tests }: Truth): Decision | undefined {
  if (tests.length === 0 || tests.some(isTagged)) return undefined;
  const reason = `None of ${counted(tests.length, 'test')} names a flow and a subpath, so they prove no row of the matrix.`;
  const next_action = "Tag the tests, for example with flow('FLOW-AUTH-MFA-001', 'happy').";
  return { status: 'blocked', reason, next_action };
}

function shutGate(_: Truth, gates: readonly GateRow[]): Decision | undefined {
  const byUrgency = GATES.toSorted((a, b) => a.urgency - b.urgency);
  const first = byUrgency.flatMap(({ id }) => gates.filter((gate) => gate.id === id && gate.state === 'shut'))[0];
  return first && { status: 'blocked', reason: first.fact, next_action: first.help ?? '' };
}

function ready({ flows, lanes }: Truth): Decision {
  const cells = flows.flatMap((flow) => flow.cells);
  const proved = cells.filter((cell) => cell.state === 'passed').length;
  const waived = cells.filter((cell) => cell.state === 'waived').length;
  const where = lanes.length > 0 ? `, in ${lanes.length === 1 ? 'the lane' : 'the lanes'} ${lanes.join(', ')}` : '';
  return {
    status: 'ready',
    reason: `${proved} of ${counted(cells.length, 'subpath')} are proved, ${waived} waived${where}.`,
    next_action: isSimulated(lanes) ? REAL_SERVER : 'Hand the packet to those who sign.',
  };
}

/** Nothing but the embedded provider has answered. */
const isSimulated = (lanes: Truth['lanes']): boolean => lanes.length > 0 && lanes.every((lane) => lane === 'simulated');
const REAL_SERVER =
  'Run the same tests on a disposable Keycloak (provider: keycloak), then hand the packet to those who sign.';

function impactOf({ flows }: Truth): Verdict['impact'] {
  const hit = flows.filter(({ state }) => state !== 'passed' && state !== 'waived');
  return { flows: hit.map((flow) => flow.flow_id), personas: unique(hit.map((flow: FlowRow) => flow.persona)) };
}

/** The approver roles that the critical flows name. */
function signoffOf({ matrix }: Truth): string[] {
  const maps = (matrix?.flows ?? []).filter(isCritical).map((row) => row.dependency_map.identity_and_permissions);
  return unique(maps.flatMap((identities) => (isGap(identities) ? [] : identities.approver_roles))).sort();
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
