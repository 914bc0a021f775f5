import type { Input } from '../keycloak/input.ts';
import type { Machine, MachineEdge, MachineState } from '../keycloak/machine/machine.ts';
import type { Because, BrowserState } from '../trace.ts';
import { stateOf } from './screens.ts';

/** What is done on a page: the label for people, and the same as the engine is told it. */
export interface Deed {
  readonly label: string;
  readonly does: Input;
}

/** One page of a walk, and what is done on it; the last one is only looked at. `at` is the id of the machine's state. */
export interface WalkStep {
  readonly at: string;
  readonly page: string;
  readonly state: BrowserState;
  readonly message?: string;
  readonly because: Because;
  readonly deed?: Deed;
}

/** One way through a persona's machine, from its first page on, ready to be driven. Holds no secret. */
export interface Walk {
  readonly persona: string;
  readonly steps: readonly WalkStep[];
}

/** The walk along edges that follow one another from the first page of the machine. */
export function walkAlong(machine: Machine, edges: readonly MachineEdge[]): Walk {
  const states = new Map(machine.states.map((state) => [state.id, state]));
  const last = edges.at(-1)?.to ?? machine.initial;
  const steps = edges.map((edge) => stepAt(states.get(edge.from), { label: edge.input, does: edge.does }));
  return { persona: machine.persona, steps: [...steps, stepAt(states.get(last))] };
}

function stepAt(state: MachineState | undefined, deed?: Deed): WalkStep {
  if (!state) throw new TypeError('a walk leaves its machine');
  const { id, page, message, because } = state;
  return {
    at: id,
    page,
    state: stateOf(page, message),
    ...(message !== undefined && { message }),
    because,
    ...(deed && { deed }),
  };
}

/** A walk in one line: `login (password right) > login-otp (restart) > login`. */
export function walkText({ steps }: Walk): string {
  return steps.map(({ page, deed }) => (deed ? `${page} (${deed.label})` : page)).join(' > ');
}
