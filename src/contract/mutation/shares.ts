import type { Tried } from './strength.ts';

/** How many mutants came to what. `survivors` are those that nobody accepted. */
export interface Shares {
  readonly mutants: number;
  readonly killed: number;
  readonly equivalent: number;
  readonly refused: number;
  readonly undecided: number;
  readonly accepted: number;
  readonly survivors: number;
}

export function sharesOf(mutants: readonly Tried[]): Shares {
  const fates = mutants.map((mutant) => (mutant.fate === 'survivor' && mutant.accepted ? 'accepted' : mutant.fate));
  const count = (fate: (typeof fates)[number]): number => fates.filter((each) => each === fate).length;
  return {
    mutants: fates.length,
    killed: count('killed'),
    equivalent: count('equivalent'),
    refused: count('refused'),
    undecided: count('undecided'),
    accepted: count('accepted'),
    survivors: count('survivor'),
  };
}

/** The same per operator, in the order in which they were tried. */
export function sharesByOperator(mutants: readonly Tried[]): ReadonlyMap<string, Shares> {
  const operators = [...new Set(mutants.map(({ operator }) => operator))];
  return new Map(
    operators.map((operator) => [operator, sharesOf(mutants.filter((mutant) => mutant.operator === operator))]),
  );
}
