import { givesRightAnswer } from '../../keycloak/machine/gives-right-answer.ts';
import type { Machine, MachineEdge, MachineState } from '../../keycloak/machine/machine.ts';
import type { BrowserState } from '../../trace.ts';
import type { Persona } from '../contract.ts';
import { stateOf } from '../screens.ts';
import { type Walk, walkAlong } from '../walk.ts';

/** One thing done on a page, and the browser state it leads to. */
export interface Way {
  readonly edge: MachineEdge;
  readonly to: MachineState;
  readonly arrives: BrowserState;
}

/** A persona's machine in the words of a contract. */
export interface SightedMachine {
  readonly machine: Machine;
  readonly initial: MachineState;
  readonly arrives: BrowserState;
  /** What can be done, by the id of the state it is done in. */
  readonly ways: ReadonlyMap<string, readonly Way[]>;
}

/**
 * Reads browser states into a machine as `narrate` does into a trace: a page that comes back with the same text to a
 * right answer is `blocked`, and being refused is `excluded` for a persona that is.
 */
export function sightedMachine(machine: Machine, { excluded }: Pick<Persona, 'excluded'>): SightedMachine {
  const states = new Map(machine.states.map((state) => [state.id, state]));
  const stateAt = (id: string): MachineState => states.get(id) ?? lost(id);
  const ways = new Map<string, Way[]>(machine.states.map(({ id }) => [id, []]));
  for (const edge of machine.edges) {
    const [from, to] = [stateAt(edge.from), stateAt(edge.to)];
    const plain = keepsOut(edge, from, to) ? 'blocked' : stateOf(to.page, to.message);
    ways.get(edge.from)?.push({ edge, to, arrives: seenBy(excluded, plain) });
  }
  const initial = stateAt(machine.initial);
  return { machine, initial, arrives: seenBy(excluded, stateOf(initial.page, initial.message)), ways };
}

function lost(id: string): never {
  throw new TypeError(`an edge names the state ${id}, which its machine does not have`);
}

function keepsOut(edge: MachineEdge, from: MachineState, to: MachineState): boolean {
  return from.page === to.page && from.message === to.message && givesRightAnswer(edge);
}

const REFUSED: ReadonlySet<BrowserState> = new Set(['blocked', 'error']);

function seenBy(excluded: boolean, state: BrowserState): BrowserState {
  return excluded && REFUSED.has(state) ? 'excluded' : state;
}

/** One way through a machine; `own`: the same edges with what this persona does on them. */
export interface Strolled {
  readonly persona: string;
  readonly edges: readonly MachineEdge[];
  readonly own?: readonly MachineEdge[] | undefined;
}

/** The walk along edges that follow one another from the first page on, with what the persona arrives at on each. */
export function sightedWalk(
  { machine, arrives, ways }: SightedMachine,
  { persona, edges, own = edges }: Strolled,
): Walk {
  const reached = edges.map((edge) => ways.get(edge.from)?.find((way) => way.edge === edge)?.arrives);
  const seen = [arrives, ...reached];
  const { steps } = walkAlong(machine, own);
  return { persona, steps: steps.map((step, index) => ({ ...step, state: seen[index] ?? step.state })) };
}
