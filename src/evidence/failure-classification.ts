import type { Cell, FlowRow, Summary, TestJourney, TestRow } from '../summary/summary.ts';
import { visible } from './visible.ts';

/** The six pinned categories, each with its default treatment; what cannot be derived stays `unclassified`. */
export const TREATMENT = {
  'surface-or-report-baseline-drift': 'yes',
  'fixture-contract-drift': 'yes',
  'provider-verification-runtime-regression': 'only-if-runtime-owner-proven',
  'dedupe-concurrency-contract-drift': 'yes',
  'out-of-scope-existing-debt': 'no',
  'resolved-or-not-needed': 'no',
  unclassified: 'no',
} as const;
type FailureCategory = keyof typeof TREATMENT;

/** One failing group: a flow x subpath cell, or one test outside of any cell. */
export interface FailureGroup {
  readonly group: string;
  readonly seam: string;
  readonly category: FailureCategory;
  readonly observed_failure: string;
  readonly candidate_owner: string;
  readonly fix_in_scope: (typeof TREATMENT)[FailureCategory];
  readonly follow_up: string;
  readonly status: string;
}

interface Failure {
  readonly group: string;
  readonly observed: string;
  readonly next: string | undefined;
  readonly cell: Cell | undefined;
  readonly flow: FlowRow | undefined;
  readonly tests: readonly TestRow[];
}

/** First match wins. A rule states only what the facts of the run prove; nothing is guessed from messages. */
const RULES: readonly (readonly [FailureCategory, (failure: Failure) => boolean])[] = [
  ['out-of-scope-existing-debt', ({ tests }) => everyOf(tests, (test) => test.outcome === 'known_defect')],
  ['fixture-contract-drift', ({ cell }) => cell?.subpath === 'fixture' && cell.state === 'failed'],
  ['provider-verification-runtime-regression', providerStandsAlone],
];

/** The failing groups of a run, in the order of the summary. */
export function failureGroups(summary: Summary): FailureGroup[] {
  const cells = summary.flows.flatMap((flow) => flow.cells.map((cell) => cellFailure(summary, flow, cell)));
  const inCells = new Set(summary.flows.flatMap((flow) => flow.cells.flatMap((cell) => cell.tests)));
  const loose = summary.tests.filter((test) => !inCells.has(test.id)).map(looseFailure);
  return [...cells, ...loose].filter(isFailure).map(classified);
}

function cellFailure(summary: Summary, flow: FlowRow, cell: Cell): Failure {
  const tests = summary.tests.filter((test) => cell.tests.includes(test.id));
  return { group: `${flow.flow_id} / ${cell.subpath}`, observed: cell.reason, next: cell.next, cell, flow, tests };
}

function looseFailure(test: TestRow): Failure {
  const observed = test.reason ?? 'The test failed; no reason was recorded.';
  return { group: test.title, observed, next: undefined, cell: undefined, flow: undefined, tests: [test] };
}

function isFailure({ cell, tests }: Failure): boolean {
  const failing = tests.some((test) => ['failed', 'flaky', 'known_defect'].includes(test.outcome));
  return failing || cell?.state === 'failed' || cell?.state === 'flaky';
}

function classified(failure: Failure): FailureGroup {
  const category = RULES.find(([, holds]) => holds(failure))?.[0] ?? 'unclassified';
  const unclear = category === 'unclassified' ? 'Classify before anything is fixed.' : 'Name an owner and a task.';
  return {
    group: visible(failure.group),
    seam: 'not pinned',
    category,
    observed_failure: visible(failure.observed),
    candidate_owner: failure.cell?.waiver?.owner ?? 'not known',
    fix_in_scope: TREATMENT[category],
    follow_up: visible(failure.next ?? unclear),
    status: category === 'unclassified' ? 'to classify' : 'open',
  };
}

/** Promise and prediction agree, a real provider did otherwise, and the fixture of the same flow held. */
function providerStandsAlone({ flow, tests }: Failure): boolean {
  const fixtureHeld = flow?.cells.some((cell) => cell.subpath === 'fixture' && cell.state === 'passed') ?? false;
  return fixtureHeld && tests.flatMap((test) => test.journeys).some(onlyTheProviderDiffers);
}

function onlyTheProviderDiffers(journey: TestJourney): boolean {
  const at = journey.first_difference;
  const promised = journey.promised[at]?.state;
  const agreed = promised !== undefined && promised === journey.predicted.steps[at]?.state;
  return journey.lane !== 'simulated' && agreed && journey.observed.steps[at]?.state !== promised;
}

function everyOf<T>(rows: readonly T[], holds: (row: T) => boolean): boolean {
  return rows.length > 0 && rows.every(holds);
}
