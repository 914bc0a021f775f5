import { isRecord, rawUsername } from './raw-user.ts';
import type { RealmSide } from './realm-side.ts';

/** Usernames by index in the digest, which has none: their runs are read once more, each at most once. */
export function usernamesAt({ runs, starts }: RealmSide, indexes: readonly number[]): Map<number, string> {
  const names = new Map<number, string>();
  let run = -1;
  let users: readonly unknown[] = [];
  for (const index of indexes.toSorted((left, right) => left - right)) {
    const wanted = lastAtMost(starts, index);
    if (wanted !== run) users = runs[wanted]?.read() ?? [];
    run = wanted;
    const user = users[index - (starts[run] ?? 0)];
    if (isRecord(user)) names.set(index, rawUsername(user));
  }
  return names;
}

/** The last of several equal starts is the run that has users: the others are empty. */
function lastAtMost(starts: readonly number[], index: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
