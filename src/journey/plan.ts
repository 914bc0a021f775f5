import type { Deviation, Kind } from '../contract/deviation.ts';
import type { Slot } from './answers.ts';

export type Verdict = 'right' | 'wrong' | 'empty';

/** Counts a deviation down, one decision per page. */
export interface Plan {
  /** Whether to leave this page through "Try Another Way". */
  another(page: string): boolean;
  /** The next answer of a kind. */
  verdict(kind: Kind | Slot): Verdict;
  /** Part of the label to choose from the list. */
  choice(): string | undefined;
}

export function createPlan({ wrong = {}, empty = {}, try_another_way = {}, choose = [] }: Deviation): Plan {
  const left = { wrong: new Map(Object.entries(wrong)), empty: new Map(Object.entries(empty)) };
  const ways = new Map(Object.entries(try_another_way));
  const labels = [...choose];
  return {
    another: (page) => take(ways, page),
    verdict: (kind) => {
      if (take(left.empty, kind)) return 'empty';
      return take(left.wrong, kind) ? 'wrong' : 'right';
    },
    choice: () => labels.shift(),
  };
}

function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}
