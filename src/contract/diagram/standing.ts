import type { MachineState } from '../../keycloak/machine/machine.ts';
import type { SightedMachine } from '../review/sighted-machine.ts';
import { stateOf } from '../screens.ts';

/**
 * What a page is to a person besides its name: `open`, `refusing` (a right answer brings it back), `lost` (no way leads in from
 * here any more), or refused by its own text.
 */
export type Standing = 'open' | 'refusing' | 'lost' | 'refused';

/** The standing of each state, by id. Where no way ever leads in, only pages that refuse are told from others. */
export function standings(sighted: SightedMachine): ReadonlyMap<string, Standing> {
  const { states } = sighted.machine;
  const alive = leadingIn(states, sighted.ways);
  const isHopeless = !alive.has(sighted.initial.id);
  const onPage = (state: MachineState): Standing => {
    if (isHopeless) return comesBack(sighted, state) ? 'refusing' : 'open';
    return alive.has(state.id) ? 'open' : 'lost';
  };
  return new Map(states.map((state) => [state.id, standingOfEnd(state) ?? onPage(state)]));
}

function standingOfEnd({ page, message, end }: MachineState): Standing | undefined {
  if (stateOf(page, message) === 'blocked') return 'refused';
  return end ? 'open' : undefined;
}

function comesBack({ ways }: SightedMachine, state: MachineState): boolean {
  return ways.get(state.id)?.some(({ to, arrives }) => REFUSED.has(arrives) && looksLike(to, state)) === true;
}

const REFUSED: ReadonlySet<string> = new Set(['blocked', 'excluded']);

function looksLike(one: MachineState, other: MachineState): boolean {
  return one.page === other.page && one.message === other.message;
}

/** States from which the login can still end otherwise than with an error page. */
function leadingIn(states: readonly MachineState[], ways: SightedMachine['ways']): ReadonlySet<string> {
  const alive = new Set(states.filter(({ end }) => end !== undefined && end.kind !== 'error').map(({ id }) => id));
  for (let before = -1; before < alive.size; ) {
    before = alive.size;
    for (const { id } of states) if (ways.get(id)?.some(({ to }) => alive.has(to.id))) alive.add(id);
  }
  return alive;
}
