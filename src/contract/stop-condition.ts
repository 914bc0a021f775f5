import type { BrowserState, End, Step, Trace } from '../trace.ts';
import { columns, compare } from './compare.ts';
import type { ExpectedState, StopCondition } from './contract.ts';
import { isInScope } from './scope.ts';

/** Where a persona's journey stands: what was promised and predicted of it, and the pages it has shown so far. */
export interface Standing {
  readonly persona: string;
  readonly promised: readonly ExpectedState[];
  readonly predicted: Trace;
  readonly steps: readonly Step[];
  /** Set when the journey is over. */
  readonly end?: End;
}

type Fires = (standing: Standing, states: readonly BrowserState[]) => boolean;

const FIRES: Readonly<Record<StopCondition['when'], Fires>> = {
  unknown_page: ({ steps }) => steps.at(-1)?.state === 'unknown',
  disagreement: partsFromRows,
  reaches: ({ steps }, states) => steps.some(({ state }) => states.includes(state)),
  callback_without: ({ steps }, states) =>
    steps.at(-1)?.state === 'callback' && !steps.some(({ state }) => states.includes(state)),
};

/** The first condition of the contract that ends the proof here; undefined when the journey may go on. */
export function firedBy(conditions: readonly StopCondition[], standing: Standing): StopCondition | undefined {
  return conditions.find(
    (condition) =>
      isInScope(condition, standing.persona) &&
      FIRES[condition.when](standing, 'states' in condition ? condition.states : []),
  );
}

/** Of a journey that goes on only the columns that were seen are held against the rows: it has not broken the rest yet. */
function partsFromRows({ promised, predicted, steps, end }: Standing): boolean {
  if (end) return compare(promised, predicted, { steps: [...steps], end, unsupported: [] }).first_difference >= 0;
  const seen = columns(steps).length;
  const foretold = { ...predicted, steps: columns(predicted.steps).slice(0, seen) };
  const observed = { steps: [...steps], end: predicted.end, unsupported: [] };
  return compare(promised.slice(0, seen), foretold, observed).first_difference >= 0;
}
