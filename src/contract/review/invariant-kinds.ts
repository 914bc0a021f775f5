import { givesRightAnswer } from '../../keycloak/machine/gives-right-answer.ts';
import type { MachineState } from '../../keycloak/machine/machine.ts';
import type { BrowserState } from '../../trace.ts';
import type { Invariant } from '../contract.ts';
import type { InvariantKind } from '../invariant.ts';
import type { Monitor, Visited } from './search.ts';
import type { SightedMachine, Way } from './sighted-machine.ts';

/** What is searched for on the ways of a machine: a situation that breaks the invariant, and the words for it. */
export interface Watch extends Monitor {
  breaks(visited: Visited): boolean;
  /** Whatever follows, this way breaks nothing any more. */
  keeps?(visited: Visited): boolean;
  /** A sentence behind the persona's id. */
  readonly says: string;
  /** The browser states of which one stays in reach everywhere, where the invariant asks for that. */
  readonly in_reach?: ReadonlySet<BrowserState>;
}

type Value<Kind extends InvariantKind> = NonNullable<Invariant[Kind]>;
type Kinds = { readonly [Kind in InvariantKind]: (value: Value<Kind>, sighted: SightedMachine) => Watch };

const KINDS: Kinds = {
  no_callback_without: (states) => {
    const wanted = new Set<BrowserState>(states);
    return {
      start: NOT_YET,
      step: (memory, from, way) => passed(memory, from, { way, wanted }),
      breaks: ({ arrives, memory }) => arrives === 'callback' && memory === NOT_YET,
      keeps: ({ memory }) => memory === PASSED,
      says: `reaches callback without ${either(states)}`,
    };
  },
  never_reaches: (state) => ({
    ...MEMORYLESS,
    breaks: ({ arrives }) => arrives === state,
    says: `reaches ${state}`,
  }),
  always_ends_in: (states) => {
    const wanted = new Set<BrowserState>(states);
    return {
      ...MEMORYLESS,
      breaks: ({ state, arrives }) => state.end !== undefined && !wanted.has(arrives),
      says: `can end elsewhere than in ${either(states)}`,
      in_reach: wanted,
    };
  },
  at_most: ({ times, state }, { arrives }) => ({
    start: arrives === state ? 1 : 0,
    step: (count, from, way) => {
      const isNew = way.edge.does.kind === 'restart';
      const enters = way.arrives === state && (isNew || from.arrives !== state);
      return Math.min(times + 1, (isNew ? 0 : count) + (enters ? 1 : 0));
    },
    breaks: ({ memory }) => memory > times,
    says: `enters ${state} more than ${times === 1 ? 'once' : `${times} times`} in one login`,
  }),
};

/** What a kind of the invariant watches for. The invariant has to speak of that kind. */
export function watchOf(kind: InvariantKind, invariant: Invariant, sighted: SightedMachine): Watch {
  // The value has the type of its key, which the compiler does not follow through a union of keys.
  const watch = KINDS[kind] as (value: Invariant[InvariantKind], sighted: SightedMachine) => Watch;
  return watch(invariant[kind], sighted);
}

/** Whether nobody can look behind this end: another site, or a provider that a stock server does not have. */
export function isBeyondSight({ end, because }: MachineState): boolean {
  return end !== undefined && (BEYOND.has(end.kind) || UNKNOWN_PROVIDER.test(because.rule));
}

const BEYOND: ReadonlySet<string> = new Set(['unsupported', 'idp']);
/** A stock server fails there; one with the extension does something else. */
const UNKNOWN_PROVIDER = /^unexpected: unknown (?:authenticator|required action) /;

const NOT_YET = 0;
const PASSED = 1;
const MEMORYLESS: Monitor = { start: 0, step: () => 0 };

interface Passing {
  readonly way: Way;
  readonly wanted: ReadonlySet<BrowserState>;
}

/** Seeing a challenge is not passing it: it counts once it is left by a right answer, and only for the login it was in. */
function passed(memory: number, from: Pick<Visited, 'arrives'>, { way, wanted }: Passing): number {
  if (way.edge.does.kind === 'restart') return NOT_YET;
  return wanted.has(from.arrives) && givesRightAnswer(way.edge) ? PASSED : memory;
}

function either(states: readonly BrowserState[]): string {
  return states.length < 2 ? states.join() : `${states.slice(0, -1).join(', ')} or ${states.at(-1)}`;
}
