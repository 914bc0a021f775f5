import type { Subpath } from '../flow-id.ts';
import { isPast } from '../matrix/expiry.ts';
import { satisfies } from '../matrix/lane-order.ts';
import type { Governed, MatrixRow } from '../matrix/matrix.ts';
import type { Lane } from '../trace.ts';
import { type CellState, type Outcome, type TestJourney, type TestRow, type Waiver, waiver } from './summary.ts';

/** What one test, or the absence of any, says about one cell. */
export interface Vote {
  readonly state: CellState;
  readonly reason: string;
  readonly next?: string;
  readonly lane?: Lane | undefined;
  readonly waiver?: Waiver;
  /** Set when the test passed, but in a lane that cannot prove the cell; another test may. */
  readonly too_weak?: boolean;
}

/** The cell that is voted on, and the day (`YYYY-MM-DD`). */
export interface Ballot {
  readonly row: MatrixRow;
  readonly subpath: Subpath;
  readonly today: string;
}

type Rule = (test: TestRow, ballot: Ballot) => Vote;

const RULES: Readonly<Record<Outcome, Rule>> = {
  passed: (test, ballot) => ran(test, ballot, { state: 'passed', reason: `The test "${test.title}" proves it` }),
  flaky: (test, ballot) => ({
    next: `Find out why "${test.title}" fails now and then, and run it again.`,
    ...ran(test, ballot, { state: 'flaky', reason: `The test "${test.title}" passed only when it was tried again` }),
  }),
  failed: ({ title, reason }) => failed(title, [`The test "${title}" failed.`, reason].filter(Boolean).join(' ')),
  did_not_run: ({ title, reason }) => ({
    state: 'blocked',
    reason: `The test "${title}" did not run. ${reason ?? ''}`.trim(),
    next: `Run "${title}" to its end.`,
  }),
  skipped: (test, ballot) => excused(test, ballot, `The test "${test.title}" is skipped`),
  known_defect: (test, ballot) => excused(test, ballot, `The test "${test.title}" is marked as a known defect`),
};

/** One test about one cell. A journey that went elsewhere than promised makes it fail even where the test passed. */
export function voteOf(test: TestRow, ballot: Ballot): Vote {
  const differing = test.journeys.find((journey) => journey.first_difference >= 0);
  const driven = test.outcome === 'passed' || test.outcome === 'flaky';
  return driven && differing ? failed(test.title, differenceText(differing)) : RULES[test.outcome](test, ballot);
}

/** `The journey of staff-with-otp differs from its contract in column 2: …`. Columns count from 1. */
export function differenceText({ persona, first_difference, reason }: TestJourney): string {
  const because = reason ? `: ${reason}` : '';
  return `The journey of ${persona} differs in column ${first_difference + 1} of promised, predicted and observed${because}.`;
}

/** A cell that no test speaks about: waived by the matrix, or missing. */
export function voteWithoutTest({ row, subpath, today }: Ballot): Vote {
  const granted = row.skips[subpath] ?? acceptedGap(row);
  if (granted) return governedVote(granted, `The ${subpath} subpath of ${row.flow_id}`, today);
  return {
    state: 'blocked',
    reason: `No test proves the ${subpath} subpath of ${row.flow_id}.`,
    next: `Write a test tagged flow('${row.flow_id}', '${subpath}').`,
  };
}

function acceptedGap(row: MatrixRow): Governed | undefined {
  return row.status === 'accepted_gap' ? row.accepted_gap : undefined;
}

function failed(title: string, reason: string): Vote {
  const next = `Open the evidence of "${title}", repair what it shows, and run it again.`;
  return { state: 'failed', reason, next };
}

function ran(test: TestRow, { row }: Ballot, { state, reason }: Pick<Vote, 'state' | 'reason'>): Vote {
  const demanded = row.environment_lane.lane;
  const where = test.lane ? ` in the lane ${test.lane}` : '';
  if (satisfies(test.lane, demanded)) return { state, reason: `${reason}${where}.`, lane: test.lane };
  return {
    state: 'blocked',
    too_weak: true,
    reason: `The test "${test.title}" passed${where || ' in a lane that is not known'}, but ${row.flow_id} demands ${demanded}.`,
    next: `Run "${test.title}" in the lane ${demanded}.`,
  };
}

const WHOLE = waiver.omit({ expired: true });

function excused(test: TestRow, { row, subpath, today }: Ballot, subject: string): Vote {
  const declared = test.skip && WHOLE.safeParse(test.skip).data;
  const granted = declared ?? row.skips[subpath] ?? acceptedGap(row);
  if (granted) return governedVote(granted, subject, today);
  const fields = ['owner', 'task', 'expires', 'reason'] as const;
  const absent = fields.filter((field) => !test.skip?.[field]).join(', ');
  const next = `Make "${test.title}" pass, or add skips.${subpath} with owner, task, expires and reason to ${row.flow_id}.`;
  return { state: 'blocked', reason: `${subject} without ${absent}.`, next };
}

function governedVote(granted: Governed, subject: string, today: string): Vote {
  const { owner, task, expires, reason } = granted;
  const expired = isPast(expires, today);
  const kept = { owner, task, expires, reason, expired };
  if (!expired)
    return { state: 'waived', reason: `${subject} is waived until ${expires} by ${owner}: ${reason}`, waiver: kept };
  return {
    state: 'blocked',
    reason: `${subject} was waived until ${expires}, and that day is past.`,
    next: `Close ${task}, or have ${owner} accept a new date.`,
    waiver: kept,
  };
}
