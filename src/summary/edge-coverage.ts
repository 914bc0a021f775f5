import { z } from 'zod';
import type { Lane } from '../trace.ts';
import { inOrder } from './in-order.ts';
import type { TestJourney, TestRow } from './summary.ts';

/**
 * How much of what can happen in a login was gone in a browser: one row for each contract and class of personas that
 * nobody can tell apart. Counts are edges of the class's machine.
 */
export const edgeCoverage = z.strictObject({
  contract: z.string(),
  class: z.string(),
  /** Those of the class that were seen in this run. */
  personas: z.array(z.string()),
  predicted: z.int().nonnegative(),
  /** Gone as foreseen on the embedded provider, which proves nothing about a realm. */
  rehearsed: z.int().nonnegative(),
  /** Gone as foreseen on a real server. */
  observed: z.int().nonnegative(),
  /** Led elsewhere, in whatever lane: `login-otp (otp right) > callback`. */
  contradicted: z.array(z.string()),
});
export type EdgeCoverage = z.infer<typeof edgeCoverage>;

/** A class of one contract while journeys are counted. */
interface Tally {
  readonly contract: string;
  readonly class: string;
  readonly predicted: number;
  readonly personas: Set<string>;
  readonly rehearsed: Set<string>;
  readonly observed: Set<string>;
  readonly contradicted: Set<string>;
}

/** Folds the edges of all journeys: each counts once, however often it was gone. */
export function foldEdges(tests: readonly Pick<TestRow, 'journeys'>[]): EdgeCoverage[] {
  const tallies = new Map<string, Tally>();
  for (const { journeys } of tests) for (const journey of journeys) count(tallies, journey);
  const rows = [...tallies.values()].map(({ personas, rehearsed, observed, contradicted, ...rest }) => ({
    ...rest,
    personas: [...personas].sort(),
    rehearsed: rehearsed.size,
    observed: observed.size,
    contradicted: [...contradicted].sort(),
  }));
  return inOrder(rows, (row) => [row.contract, row.personas.join(), row.class]);
}

function count(tallies: Map<string, Tally>, { contract, persona, lane, exercised }: TestJourney): void {
  if (!exercised) return;
  const key = `${contract} ${exercised.class}`;
  const tally = tallies.get(key) ?? newTally(contract, exercised);
  tallies.set(key, tally);
  tally.personas.add(persona);
  const gone = goneIn(tally, lane);
  for (const { from, input, to, agreed } of exercised.edges)
    (agreed ? gone : tally.contradicted).add(`${from} (${input}) > ${to}`);
}

function newTally(contract: string, exercised: NonNullable<TestJourney['exercised']>): Tally {
  return {
    contract,
    class: exercised.class,
    predicted: exercised.transitions,
    personas: new Set(),
    rehearsed: new Set(),
    observed: new Set(),
    contradicted: new Set(),
  };
}

function goneIn({ rehearsed, observed }: Tally, lane: Lane): Set<string> {
  return lane === 'simulated' ? rehearsed : observed;
}
