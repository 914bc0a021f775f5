import type { Contract } from '../contract.ts';

/** The lines of a contract that say what is expected: one promise per persona, and the invariants. */
export function contractLines({ expected_states, invariants }: Contract): string[] {
  return [
    ...Object.keys(expected_states).map((persona) => `expected_states.${persona}`),
    ...invariants.map((_, row) => `invariants[${row}]`),
  ];
}
