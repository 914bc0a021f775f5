import type { FlowRow, GateRow } from '../summary/summary.ts';

/** What a gate says about a run: the fact that opened it or keeps it shut, and the one next action. */
export type Judgement = Pick<GateRow, 'state' | 'fact' | 'help'>;

export function open(fact: string): Judgement {
  return { state: 'open', fact };
}

export function shut(fact: string, help: string): Judgement {
  return { state: 'shut', fact, help };
}

/** For what this run does not even try to prove: said, not hidden, and keeping nothing shut. */
export function notClaimed(fact: string, help: string): Judgement {
  return { state: 'not_claimed', fact, help };
}

/** `1 test`, `3 tests`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1 test fails`, `3 tests fail`: the verb is given for one. */
export function countedVerb(count: number, noun: string, [one, more]: readonly [string, string]): string {
  return `${counted(count, noun)} ${count === 1 ? one : more}`;
}

/** P0 and P1 gaps may not hide behind a green summary; a P2 flow has an accepted workaround. */
export function isCritical({ priority }: Pick<FlowRow, 'priority'>): boolean {
  return priority !== 'P2';
}
