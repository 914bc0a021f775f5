import type { Random } from './random.ts';

/** What makes one realm: the dice, and names that nothing has yet. */
export interface Make {
  readonly random: Random;
  /** A subflow alias that is still free, such as `factor 3`. */
  name(kind: string): string;
  /** Aliases given out so far. */
  readonly names: readonly string[];
}

export function makeWith(random: Random): Make {
  const names: string[] = [];
  return {
    random,
    names,
    name: (kind) => {
      const name = `${kind} ${names.length + 1}`;
      names.push(name);
      return name;
    },
  };
}

export const ROLES = ['mfa', 'staff', 'boss'] as const;
export const CLIENT = 'portal';
export const CLIENT_ROLE = 'operator';
export const GROUPS = ['/ops', '/ops/night'] as const;
export const TIERS = ['gold', 'lead'] as const;
