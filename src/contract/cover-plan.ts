import type { Machine, MachineEdge } from '../keycloak/machine/machine.ts';
import { type Behaviour, behaviourOf } from './behaviour.ts';
import { type CoverOptions, type CoverWalk, coverOf } from './cover.ts';
import type { Undrivable } from './drivable.ts';

/** Personas that nobody can tell apart by what they see and do; the first of them is walked for all. */
export interface BehaviourClass extends Behaviour {
  readonly personas: readonly string[];
}

/** A walk that a test drives, and the persona that goes it. */
export interface PlannedWalk extends CoverWalk {
  readonly persona: string;
}

/** Walks for a contract, and everything of its machines that they leave out. */
export interface CoverPlan {
  readonly classes: readonly BehaviourClass[];
  readonly walks: readonly PlannedWalk[];
  /** Seconds, as estimated, one after the other. */
  readonly seconds: number;
  /** Edges of all classes together, and how many of them the walks take. */
  readonly transitions: number;
  readonly covered: number;
  readonly undrivable: readonly (Undrivable & { readonly persona: string })[];
  /** Edges that only an undrivable edge leads to. */
  readonly unreached: readonly (MachineEdge & { readonly persona: string })[];
  /** Edges that the walks beyond the budget would have taken. */
  readonly over_budget: readonly (MachineEdge & { readonly persona: string })[];
}

/** `budget`: seconds that the walks may take together; all there are unless told. */
export interface CoverPlanOptions extends CoverOptions {
  readonly budget?: number | undefined;
}

/** The personas whose machines are given, by class, in the order of the machines. */
export function behaviourClasses(machines: Iterable<Machine>): BehaviourClass[] {
  const classes = new Map<string, BehaviourClass>();
  for (const machine of machines) {
    const behaviour = behaviourOf(machine);
    const known = classes.get(behaviour.class) ?? { ...behaviour, personas: [] };
    classes.set(behaviour.class, { ...known, personas: [...known.personas, machine.persona] });
  }
  return [...classes.values()];
}

/** Plans walks for one persona of each class; those that show most for their price come first where a budget is short. */
export function planCover(
  machines: Iterable<Machine>,
  { budget = Infinity, ...options }: CoverPlanOptions = {},
): CoverPlan {
  const classes = behaviourClasses(machines);
  const covers = classes.map(({ machine }) => ({ persona: machine.persona, cover: coverOf(machine, options) }));
  const of = <T>(pick: (cover: (typeof covers)[number]['cover']) => readonly T[]) =>
    covers.flatMap(({ persona, cover }) => pick(cover).map((each) => ({ ...each, persona })));
  const queues = covers.map(({ persona, cover }) => cover.walks.map((walk) => ({ ...walk, persona })));
  const ordered = bestFirst(queues);
  const { taken, left } = within(ordered, budget);
  const walks = queues.flat().filter((walk) => taken.has(walk));
  return {
    classes,
    walks,
    seconds: sum(walks.map(({ price }) => price)),
    transitions: sum(classes.map(({ machine }) => machine.edges.length)),
    covered: sum(walks.map(({ covers: edges }) => edges.length)),
    undrivable: of(({ undrivable }) => undrivable),
    unreached: of(({ unreached }) => unreached),
    over_budget: left.flatMap(({ persona, covers: edges }) => edges.map((edge) => ({ ...edge, persona }))),
  };
}

/** What a walk shows that is new rests on those before it, so each persona's walks keep their order. */
function bestFirst(queues: readonly (readonly PlannedWalk[])[]): PlannedWalk[] {
  const left = queues.map((queue) => [...queue]);
  const ordered: PlannedWalk[] = [];
  for (;;) {
    const best = left.filter(({ length }) => length > 0).toSorted(([a], [b]) => worth(b) - worth(a))[0];
    const next = best?.shift();
    if (!next) return ordered;
    ordered.push(next);
  }
}

function worth(walk: CoverWalk | undefined): number {
  return walk ? walk.covers.length / walk.price : 0;
}

function within(walks: readonly PlannedWalk[], budget: number) {
  const taken = new Set<PlannedWalk>();
  let spent = 0;
  for (const walk of walks) {
    if (spent + walk.price > budget) break;
    spent += walk.price;
    taken.add(walk);
  }
  return { taken, left: walks.filter((walk) => !taken.has(walk)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
