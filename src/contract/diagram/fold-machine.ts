import type { MachineState } from '../../keycloak/machine/machine.ts';
import type { SightedMachine } from '../review/sighted-machine.ts';
import { inputWords, mannerOf } from './input-words.ts';
import { type Standing, standings } from './standing.ts';

/** States that a person meets as one page: attempts that failed do not tell them apart. `id` is that of the first of them. */
export interface FoldedPage {
  readonly id: string;
  readonly first: MachineState;
  readonly standing: Standing;
  /** Pages in it; several only where no way leads in any more. */
  readonly pages: readonly string[];
}

/** State id to the folded page it is in. */
export type Folding = ReadonlyMap<string, FoldedPage>;

/** Merges states from which the same answers lead to the same pages, whatever went wrong before. */
export function foldMachine(sighted: SightedMachine): Folding {
  const { states } = sighted.machine;
  const standing = standings(sighted);
  const look = (state: MachineState) => lookOf(state, standing.get(state.id) ?? 'open');
  const isLost = ({ id }: MachineState) => standing.get(id) === 'lost';
  let classes = classesBy(states, look);
  for (let count = 0; count < countOf(classes); ) {
    count = countOf(classes);
    const coarser = classes;
    classes = classesBy(states, (state) =>
      isLost(state) ? look(state) : `${look(state)}\n${waysText(sighted, state, coarser)}`,
    );
  }
  return pagesOf(states, classes, standing);
}

/** State id to the first state of its class. */
type Classes = ReadonlyMap<string, string>;

/** All that is left to whoever is lost is one page. */
function lookOf({ page, message, end }: MachineState, standing: Standing): string {
  if (standing === 'lost') return standing;
  return JSON.stringify([page, standing, end, standing === 'refused' ? message : undefined]);
}

/** What leads on: wrong answers and detours do not tell pages apart. */
function waysText({ ways }: SightedMachine, { id }: MachineState, classes: Classes): string {
  const onward = (ways.get(id) ?? []).filter(({ edge }) => mannerOf(edge) === 'onward');
  return [...new Set(onward.map(({ edge, to }) => `${inputWords(edge)} ${classes.get(to.id)}`))].toSorted().join('\n');
}

function classesBy(states: readonly MachineState[], keyOf: (state: MachineState) => string): Classes {
  const firsts = new Map<string, string>();
  return new Map(
    states.map((state) => {
      const key = keyOf(state);
      const first = firsts.get(key) ?? state.id;
      firsts.set(key, first);
      return [state.id, first];
    }),
  );
}

function countOf(classes: Classes): number {
  return new Set(classes.values()).size;
}

function pagesOf(states: readonly MachineState[], classes: Classes, standing: ReadonlyMap<string, Standing>): Folding {
  const folded = new Map<string, FoldedPage>();
  for (const first of states) {
    if (classes.get(first.id) !== first.id) continue;
    const members = states.filter(({ id }) => classes.get(id) === first.id);
    const pages = [...new Set(members.map(({ page }) => page))];
    folded.set(first.id, { id: first.id, first, standing: standing.get(first.id) ?? 'open', pages });
  }
  return new Map(
    states.flatMap(({ id }) => {
      const page = folded.get(classes.get(id) ?? id);
      return page ? [[id, page] as const] : [];
    }),
  );
}
