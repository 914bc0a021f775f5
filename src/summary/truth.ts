import type { Finding } from '../finding.ts';
import { PRIORITIES, SUBPATHS, type Subpath } from '../flow-id.ts';
import { checkLinks } from '../matrix/check-links.ts';
import { checkRows } from '../matrix/check-rows.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { LANES } from '../trace.ts';
import { type EdgeCoverage, foldEdges } from './edge-coverage.ts';
import { foldFlow, WORST_FIRST } from './fold-flow.ts';
import { inOrder } from './in-order.ts';
import type { ProofFacts } from './proof.ts';
import type { FlowRow, Summary, TestRow } from './summary.ts';
import { differenceText } from './vote.ts';

/** Everything the truth about a run depends on. `today` is `YYYY-MM-DD`. */
export interface RunFacts {
  readonly matrix?: Matrix | undefined;
  readonly tests: readonly TestRow[];
  readonly today: string;
  readonly interrupted: boolean;
  /** What was found while collecting. */
  readonly findings?: readonly Finding[];
  /** What the search for secrets found; undefined when nobody searched. */
  readonly auditFindings?: readonly Finding[] | undefined;
  /** Where the run was the proof of a contract. */
  readonly proof?: ProofFacts | undefined;
}

/** The facts of a run, folded: what the gates judge. */
export interface Truth extends Pick<Summary, 'lanes' | 'providers' | 'flows' | 'tests' | 'not_tested' | 'findings'> {
  readonly matrix: Matrix | undefined;
  readonly interrupted: boolean;
  readonly audit: readonly Finding[] | undefined;
  readonly proof: ProofFacts | undefined;
  readonly edge_coverage: readonly EdgeCoverage[];
}

/** Folds a run: the same facts give the same truth, in whatever order the tests come. */
export function truthOf(facts: RunFacts): Truth {
  const { matrix, today } = facts;
  const ordered = inOrder(facts.tests, testKey);
  const tests = matrix ? ordered.map((test) => withMatrixId(test, matrix)) : ordered;
  const cells = byCell(tests);
  const rows = matrix?.flows.map((row) => foldFlow(row, cells.get(row.flow_id) ?? new Map(), today)) ?? [];
  const flows = inOrder(rows, flowKey);
  const journeys = tests.flatMap((test) => test.journeys);
  return {
    matrix,
    interrupted: facts.interrupted,
    audit: facts.auditFindings,
    proof: facts.proof,
    edge_coverage: foldEdges(tests),
    lanes: LANES.filter((lane) => tests.some((test) => test.lane === lane)),
    providers: distinct(journeys.map(({ provider }) => provider)),
    flows,
    tests,
    not_tested: flows.flatMap(notTested),
    findings: distinct([...(facts.findings ?? []), ...findingsOf(facts, tests), ...(facts.auditFindings ?? [])]),
  };
}

function testKey(test: TestRow) {
  return [test.flow_id, test.subpath && SUBPATHS.indexOf(test.subpath), test.title, test.id];
}

/** P0 first, and within a priority what is not green. */
function flowKey(flow: FlowRow) {
  return [PRIORITIES.indexOf(flow.priority), WORST_FIRST.indexOf(flow.state), flow.flow_id];
}

/** A test need not name the UAT row where the flow has only one. */
function withMatrixId(test: TestRow, { flows }: Matrix): TestRow {
  const [only, ...more] = flows.find((row) => row.flow_id === test.flow_id)?.matrix_ids ?? [];
  return test.matrix_id || !only || more.length > 0 ? test : { ...test, matrix_id: only };
}

function byCell(tests: readonly TestRow[]): Map<string, Map<Subpath, TestRow[]>> {
  const flows = new Map<string, Map<Subpath, TestRow[]>>();
  for (const test of tests) {
    if (!test.flow_id || !test.subpath) continue;
    const cells = flows.get(test.flow_id) ?? new Map<Subpath, TestRow[]>();
    const cell = cells.get(test.subpath) ?? [];
    cell.push(test);
    flows.set(test.flow_id, cells.set(test.subpath, cell));
  }
  return flows;
}

function notTested({ flow_id, cells }: FlowRow): Summary['not_tested'] {
  return cells
    .filter((cell) => cell.state === 'blocked' || cell.state === 'waived')
    .map(({ subpath, reason }) => ({ flow_id, subpath, reason }));
}

/** A missing link is a blocked cell already; as a finding it would be said twice. */
function findingsOf({ matrix, today }: RunFacts, tests: readonly TestRow[]): Finding[] {
  const links = matrix ? checkLinks(matrix, tests).filter(({ rule }) => rule !== 'link-missing') : [];
  return [...(matrix ? checkRows(matrix, today) : []), ...links, ...tests.flatMap(journeyFindings)];
}

function journeyFindings({ title, journeys }: TestRow): Finding[] {
  return journeys
    .filter((journey) => journey.first_difference >= 0)
    .map((journey) => ({
      rule: 'journey-differs',
      severity: 'error',
      at: `${journey.contract} ${journey.persona}`,
      message: differenceText(journey),
      help: `Compare the three rows of "${title}": correct the contract, the realm or the product, whichever is wrong.`,
    }));
}

const SEVERITIES: Readonly<Record<string, number>> = { error: 0, warning: 1, info: 2 };

function distinct<T extends object>(rows: readonly T[]): T[] {
  const unique = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
  return inOrder(unique, (row) => ['severity' in row ? SEVERITIES[String(row.severity)] : 0, JSON.stringify(row)]);
}
