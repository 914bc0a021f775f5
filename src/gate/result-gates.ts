import type { Cell, CellState, FlowRow, TestRow } from '../summary/summary.ts';
import type { Truth } from '../summary/truth.ts';
import { counted, countedVerb, isCritical, type Judgement, open, shut } from './judgement.ts';

interface Named {
  readonly reason: string;
  readonly next: string;
}

/** Whatever its priority, a failure is a failure; so is a journey that went elsewhere than promised. */
export function nothingFailed({ flows, tests }: Truth): Judgement {
  const cells = named(flows, 'failed');
  const failed = tests.filter((test) => test.outcome === 'failed');
  const first = cells[0] ?? failed.map(failedTest)[0];
  if (!first) return open(`None of ${counted(tests.length, 'test')} failed.`);
  const count = cells.length > 0 ? counted(cells.length, 'subpath') : counted(failed.length, 'test');
  return shut(`${count} failed. ${first.reason}`, first.next);
}

function failedTest({ title }: TestRow): Named {
  return { reason: `The test "${title}" failed.`, next: `Repair what "${title}" shows, and run it again.` };
}

/** Did-not-run is never a skip; it keeps the gate shut for every priority, a missing proof for P0 and P1. */
export function nothingBlocked({ flows, tests }: Truth): Judgement {
  const blocked = named(flows.filter(isCritical), 'blocked');
  const idle = tests.filter((test) => test.outcome === 'did_not_run');
  const first = blocked[0] ?? idle.map(idleTest)[0];
  if (!first) return open('Every subpath of priority P0 and P1 has a result, and every test ran.');
  const be = ['is', 'are'] as const;
  const count = blocked.length > 0 ? countedVerb(blocked.length, 'subpath', be) : countedVerb(idle.length, 'test', be);
  return shut(`${count} blocked. ${first.reason}`, first.next);
}

function idleTest({ title, reason = '' }: TestRow): Named {
  return { reason: `The test "${title}" did not run. ${reason}`.trim(), next: `Run "${title}" to its end.` };
}

/** A proof that needed a second attempt is named, and it does not pass: nobody knows which attempt told the truth. */
export function nothingFlaky({ flows, tests }: Truth): Judgement {
  const flaky = named(flows, 'flaky');
  const unsure = tests.filter((test) => test.outcome === 'flaky');
  const [first] = flaky;
  if (first) return shut(`${countedVerb(flaky.length, 'subpath', ['is', 'are'])} flaky. ${first.reason}`, first.next);
  const [test] = unsure;
  if (!test) return open('No test needed a second attempt.');
  const next = `Find out why "${test.title}" fails now and then, and run it again.`;
  return shut(`${countedVerb(unsure.length, 'test', ['is', 'are'])} flaky, among them "${test.title}".`, next);
}

/** A skip counts only with owner, task, expiry and reason, and only until the day it names. */
export function skipsGoverned({ flows, tests }: Truth): Judgement {
  const cells = flows.flatMap((flow) => flow.cells);
  const expired = cells.find((cell) => cell.waiver?.expired);
  if (expired) return shut(expired.reason, expired.next ?? '');
  const governed = new Set(cells.filter((cell) => cell.waiver).flatMap((cell) => cell.tests));
  const loose = tests.filter((test) => test.outcome === 'skipped' && !governed.has(test.id) && !isComplete(test));
  const [first] = loose;
  const count = cells.filter((cell) => cell.waiver).length;
  if (!first)
    return open(`${countedVerb(count, 'subpath', ['is', 'are'])} waived, each with owner, task, date and reason.`);
  const fact = `${countedVerb(loose.length, 'test', ['is', 'are'])} skipped without a waiver, among them "${first.title}".`;
  return shut(fact, cellOf(cells, first)?.next ?? `Make "${first.title}" pass, or delete it.`);
}

function isComplete({ skip }: TestRow): boolean {
  return Boolean(skip?.owner && skip.task && skip.expires && skip.reason);
}

function cellOf(cells: readonly Cell[], test: TestRow): Cell | undefined {
  return cells.find((cell) => cell.tests.includes(test.id));
}

/** Cells of one state, in the order of the flows: P0 first. */
function named(flows: readonly FlowRow[], state: CellState): Named[] {
  return flows
    .flatMap((flow) => flow.cells)
    .filter((cell) => cell.state === state)
    .map(({ reason, next = '' }) => ({ reason, next }));
}
