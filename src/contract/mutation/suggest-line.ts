import { BROWSER_STATES, type BrowserState, type Trace } from '../../trace.ts';
import { columns } from '../compare.ts';
import type { Contract, ExpectedState, Invariant, Persona } from '../contract.ts';
import { foresee } from '../foresee.ts';
import { brokenExpectations } from '../review/expectations.ts';
import type { Explorations } from '../review/explorations.ts';
import { stateOf } from '../screens.ts';
import type { Walk } from '../walk.ts';
import { deviationOf } from './deviation-of.ts';
import { aboutOnly, type Compared, type Outlook } from './outlook.ts';

/** What could be added to the contract so that it speaks about a mutant. Tried out: it holds now, and not on the mutant. */
export interface Suggestion {
  readonly kind: 'promise' | 'invariant' | 'persona' | 'acceptance';
  /** YAML, ready to be pasted below the key it names. */
  readonly yaml: string;
}

/** A mutant, and a way on which it shows. */
interface Noticed {
  readonly mutant: string;
  readonly walk: Walk;
}

/**
 * The first line that would kill the mutant: a sharper promise, an invariant, a persona that goes the way on which the
 * difference shows; else the mutant can only be accepted.
 */
export function suggestLine(contract: Contract, pair: Compared, { mutant, walk }: Noticed): Suggestion {
  const { persona } = pair.before;
  const isKilling = (candidate: Contract, { before, after } = pair) =>
    !breaks(candidate, before) && breaks(candidate, after);
  const promised = promiseOf(pair.before.foreseen);
  const bare = { ...aboutOnly(contract, persona), invariants: [], expected_states: {} };
  if (isKilling({ ...bare, expected_states: { [persona.id]: promised } }))
    return { kind: 'promise', yaml: `expected_states:\n  ${persona.id}: [${promised.map(stateText).join(', ')}]` };
  const invariant = candidates(pair).find((each) => isKilling({ ...bare, invariants: [each] }));
  if (invariant) return { kind: 'invariant', yaml: invariantYaml(invariant, persona) };
  const going = goingAlong(pair, walk);
  if (going && isKilling({ ...bare, expected_states: { [persona.id]: promiseOf(going.before.foreseen) } }, going))
    return { kind: 'persona', yaml: personaYaml(going.before) };
  return { kind: 'acceptance', yaml: `accepted_mutants:\n  - mutant: ${JSON.stringify(mutant)}\n    reason: …` };
}

/** Judged on what is explored already. A promise that is not made breaks nothing. */
function breaks(contract: Contract, { realm, machine, foreseen, persona }: Outlook): boolean {
  const explored: Explorations = { machineOf: () => machine, foreseen: () => foreseen };
  const isMade = Object.hasOwn(contract.expected_states, persona.id);
  return brokenExpectations({ contract, realm }, explored).some(({ rule }) => isMade || rule !== 'promise');
}

/** The same persona on both realms, answering as on that walk. */
function goingAlong({ before, after }: Compared, walk: Walk): Compared | undefined {
  const deviate = deviationOf(walk);
  if (!deviate) return undefined;
  const persona = { ...before.persona, deviate };
  const going = (outlook: Outlook): Outlook => ({
    ...outlook,
    persona,
    foreseen: foresee({ contract: outlook.contract, realm: outlook.realm }, persona),
  });
  return { before: going(before), after: going(after) };
}

/** JSON is YAML, and one line of it is easily pasted. */
function personaYaml({ persona, foreseen }: Outlook): string {
  const id = `${persona.id}-otherwise`;
  const said = Object.fromEntries(Object.entries(persona).filter(([key, value]) => isSaid(key, value)));
  const like = JSON.stringify({ ...said, id, description: `Like ${persona.id}, who answers otherwise` });
  const promised = promiseOf(foreseen).map(stateText).join(', ');
  return `identity_graph:\n  personas:\n    - ${like}\nexpected_states:\n  ${id}: [${promised}]`;
}

/** What a contract would leave out, since it goes without saying. */
function isSaid(key: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value !== (key === 'enabled');
  return typeof value !== 'object' || value === null || Object.keys(value).length > 0;
}

/** The journey as predicted, with its pages. */
function promiseOf({ steps }: Trace): ExpectedState[] {
  return columns(steps).map(({ state, page }) => ({ state, page }));
}

/** Where the application is reached no page can be meant but one. */
function stateText({ state, page }: ExpectedState): string {
  return page === undefined || state === 'callback' ? state : `${state}/${page}`;
}

const SECOND_FACTORS: BrowserState[] = ['mfa_challenge', 'mfa_enrollment'];
const TIMES = [0, 1, 2];

/** Invariants in the order of how much they say. */
function candidates({ before }: Compared): Invariant[] {
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
