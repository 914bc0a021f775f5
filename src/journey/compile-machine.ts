import { createMachine } from 'xstate';
import type { Machine, MachineState } from '../keycloak/machine/machine.ts';
import type { Because } from '../trace.ts';

/** What an xstate state tells about its page. */
export interface StateMeta {
  readonly page: string;
  readonly message?: string;
  readonly because: Because;
}

/** One state of the config: events are what a person does; a final state has none. */
export interface StateConfig {
  readonly meta: StateMeta;
  readonly on?: Readonly<Record<string, { readonly target: string }>>;
  readonly type?: 'final';
}

export interface MachineConfig {
  readonly id: string;
  readonly initial: string;
  readonly states: Readonly<Record<string, StateConfig>>;
}

/** The machine as plain xstate 5 config, for drawing and export. Without guards or context: what is known is in the state. */
export function machineConfig({ persona, initial, states, edges }: Machine): MachineConfig {
  const ways = new Map<string, Record<string, { target: string }>>();
  for (const { from, input, to } of edges) waysOf(ways, from)[input] = { target: to };
  return {
    id: persona,
    initial,
    states: Object.fromEntries(states.map((state) => [state.id, stateConfig(state, ways.get(state.id))])),
  };
}

function waysOf<T>(ways: Map<string, Record<string, T>>, from: string): Record<string, T> {
  const before = ways.get(from);
  if (before) return before;
  const none: Record<string, T> = {};
  ways.set(from, none);
  return none;
}

function stateConfig({ page, message, because, end }: MachineState, on: StateConfig['on']): StateConfig {
  const meta = { page, because, ...(message === undefined ? {} : { message }) };
  if (end) return { meta, type: 'final' };
  return on ? { meta, on } : { meta };
}

/** Compiles a machine of the engine into one that xstate runs. */
export function compileMachine(machine: Machine) {
  return createMachine(machineConfig(machine));
}
