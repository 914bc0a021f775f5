import { givesRightAnswer } from '../keycloak/machine/gives-right-answer.ts';
import type { MachineEdge } from '../keycloak/machine/machine.ts';
import { outgoing } from '../keycloak/machine/outgoing.ts';
import type { Step } from '../trace.ts';
import type { Behaviour } from './behaviour.ts';
import type { Walk } from './walk.ts';

/** One edge of a machine that was gone in a browser; `agreed`: it led to what was foreseen. */
export interface ExercisedEdge {
  readonly from: string;
  readonly input: string;
  readonly to: string;
  readonly agreed: boolean;
}

/** Which edges of a class's machine a journey went, and how many the machine has. */
export interface Exercised {
  readonly class: string;
  readonly transitions: number;
  readonly edges: readonly ExercisedEdge[];
}

/** The edges of a walk as far as it was followed; the last of them is the one that led elsewhere, where one did. */
export function exercisedByWalk(behaviour: Behaviour, { steps }: Walk, first_difference: number): Exercised {
  const labels = steps.flatMap(({ deed }) => deed?.label ?? []);
  // The page at index n is what the deed at n - 1 led to.
  const gone = first_difference < 0 ? labels : labels.slice(0, first_difference);
  return exercised(behaviour, edgesOf(behaviour, pickLabels(gone)), first_difference);
}

/**
 * The edges of a journey that was answered as it asks. What else led from page to page is not known, so the edges end
 * where no right answer leads to what was foreseen; and where nothing further was seen, which contradicts nothing: a
 * browser stops at a refusal that the engine foresees to stay.
 */
export function exercisedByJourney(behaviour: Behaviour, foreseen: readonly Step[], seen: readonly Step[]): Exercised {
  const states = new Map(behaviour.machine.states.map((state) => [state.id, state]));
  const parted = foreseen.findIndex((step, index) => index < seen.length && !isSame(step, seen[index]));
  const last = parted < 0 ? seen.length - 1 : parted;
  const pick: Pick = (ways, index) => {
    const next = index < last ? foreseen[index + 1] : undefined;
    return next && ways.find((edge) => givesRightAnswer(edge) && leadsTo(states.get(edge.to), next));
  };
  return exercised(behaviour, edgesOf(behaviour, pick), parted);
}

function isSame(foreseen: Step, seen: Step | undefined): boolean {
  return seen?.page === foreseen.page && (foreseen.page.startsWith('callback') || seen.message === foreseen.message);
}

function leadsTo(state: { readonly page: string; readonly message?: string } | undefined, next: Step): boolean {
  return state?.page === next.page && state.message === next.message;
}

type Pick = (ways: readonly MachineEdge[], index: number) => MachineEdge | undefined;

function pickLabels(labels: readonly string[]): Pick {
  return (ways, index) => ways.find(({ input }) => input === labels[index]);
}

/** From the first page on, for as long as one is picked. */
function edgesOf({ machine }: Behaviour, pick: Pick): MachineEdge[] {
  const ways = outgoing(machine.edges);
  const gone: MachineEdge[] = [];
  for (;;) {
    const next = pick(ways.get(gone.at(-1)?.to ?? machine.initial) ?? [], gone.length);
    if (!next) return gone;
    gone.push(next);
  }
}

function exercised({ class: name, machine }: Behaviour, gone: readonly MachineEdge[], parted: number): Exercised {
  const edges = gone.map(({ from, input, to }, index) => ({ from, input, to, agreed: index + 1 !== parted }));
  return { class: name, transitions: machine.edges.length, edges };
}
