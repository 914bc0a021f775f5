import { BROWSER_STATES, type BrowserState, type Trace } from '../../trace.ts';
import { columns } from '../compare.ts';
import type { Contract, ExpectedState, Invariant, Persona } from '../contract.ts';
import { brokenExpectations } from '../review/expectations.ts';
import type { Explorations } from '../review/explorations.ts';
import { stateOf } from '../screens.ts';
import { aboutOnly, type Outlook } from './outlook.ts';

/** What could be added to the contract so that it speaks about a mutant. Tried out: it holds now, and not on the mutant. */
export interface Suggestion {
  readonly kind: 'promise' | 'invariant' | 'acceptance';
  /** YAML, ready to be pasted below the key it names. */
  readonly yaml: string;
}

interface Pair {
  readonly before: Outlook;
  readonly after: Outlook;
}

/** The first line that would kill the mutant: a sharper promise, else an invariant; else the mutant can only be accepted. */
export function suggestLine(contract: Contract, pair: Pair, mutant: string): Suggestion {
  const { persona } = pair.before;
  const isKilling = (candidate: Contract) => !breaks(candidate, pair.before) && breaks(candidate, pair.after);
  const promised = promiseOf(pair.before.foreseen);
  const bare = { ...aboutOnly(contract, persona), invariants: [], expected_states: {} };
  if (isKilling({ ...bare, expected_states: { [persona.id]: promised } }))
    return { kind: 'promise', yaml: `expected_states:\n  ${persona.id}: [${promised.map(stateText).join(', ')}]` };
  const invariant = candidates(pair).find((each) => isKilling({ ...bare, invariants: [each] }));
  if (invariant) return { kind: 'invariant', yaml: invariantYaml(invariant, persona) };
  return { kind: 'acceptance', yaml: `accepted_mutants:\n  - mutant: ${JSON.stringify(mutant)}\n    reason: …` };
}

/** Judged on what is explored already. A promise that is not made breaks nothing. */
function breaks(contract: Contract, { realm, machine, foreseen, persona }: Outlook): boolean {
  const explored: Explorations = { machineOf: () => machine, foreseen: () => foreseen };
  const isMade = Object.hasOwn(contract.expected_states, persona.id);
  return brokenExpectations({ contract, realm }, explored).some(({ rule }) => isMade || rule !== 'promise');
}

/** The journey as predicted, with its pages. */
function promiseOf({ steps }: Trace): ExpectedState[] {
  return columns(steps).map(({ state, page }) => ({ state, page }));
}

function stateText({ state, page }: ExpectedState): string {
  return page === undefined || page === state ? state : `${state}/${page}`;
}

const SECOND_FACTORS: BrowserState[] = ['mfa_challenge', 'mfa_enrollment'];
const TIMES = [0, 1, 2];

/** Invariants in the order of how much they say. */
function candidates({ before }: Pair): Invariant[] {
  const ends = before.machine.states.flatMap(({ end, page, message }) => (end ? [stateOf(page, message)] : []));
  return [
    { no_callback_without: SECOND_FACTORS },
    ...BROWSER_STATES.map((state) => ({ never_reaches: state })),
    ...(ends.length > 0 ? [{ always_ends_in: [...new Set(ends)] }] : []),
    ...TIMES.flatMap((times) => BROWSER_STATES.map((state) => ({ at_most: { times, state } }))),
  ];
}

function invariantYaml(invariant: Invariant, { id }: Persona): string {
  const [[kind, value] = ['', '']] = Object.entries(invariant);
  const text = Array.isArray(value) ? `[${value.join(', ')}]` : scalarOrMap(value);
  return `invariants:\n  - ${kind}: ${text}\n    personas: [${id}]`;
}

function scalarOrMap(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([key, member]) => `${key}: ${member}`);
  return `{ ${members.join(', ')} }`;
}
