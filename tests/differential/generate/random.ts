/** A reproducible source of decisions: the same seed makes the same ones, on every machine. */
export interface Random {
  chance(probability: number): boolean;
  /** From `low` to `high`, both included. */
  int(low: number, high: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** Each item with this probability, in order. */
  some<T>(items: readonly T[], probability: number): T[];
  shuffle<T>(items: readonly T[]): T[];
  /** An item by its share. */
  weigh<T>(items: readonly [readonly [number, T], ...(readonly [number, T])[]]): T;
}

/** Mulberry32: 32 bits of state, good enough to choose test cases. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const chance = (probability: number) => next() < probability;
  return {
    chance,
    int,
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
    some: (items, probability) => items.filter(() => chance(probability)),
    shuffle: (items) => {
      const keyed = items.map((item) => ({ item, key: next() }));
      return keyed.toSorted((left, right) => left.key - right.key).map(({ item }) => item);
    },
    weigh: (items) => {
      let left = next() * items.reduce((sum, [share]) => sum + share, 0);
      const found = items.find(([share]) => {
        left -= share;
        return left < 0;
      });
      return (found ?? items[0])[1];
    },
  };
}
