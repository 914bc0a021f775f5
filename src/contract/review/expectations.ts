import type { MachineEdge } from '../../keycloak/machine/machine.ts';
import type { Because, Trace } from '../../trace.ts';
import type { ExpectedState, Invariant, Persona } from '../contract.ts';
import type { Ground } from '../foresee.ts';
import { INVARIANT_KINDS } from '../invariant.ts';
import type { Walk } from '../walk.ts';
import { createExplorations, type Explorations } from './explorations.ts';
import { watchOf } from './invariant-kinds.ts';
import { judgeInvariant } from './judge-invariant.ts';
import { departure, edgesShowing } from './promise.ts';
import { sightedMachine, sightedWalk } from './sighted-machine.ts';

/** Where a contract speaks of a persona: `expected_states.staff-with-otp` or `invariants[0]`. */
interface Spoken {
  /** `promise`, or the kind of the invariant. */
  readonly rule: string;
  readonly persona: string;
  readonly line: string;
  readonly message: string;
}

/** One expectation of a contract that does not hold on a realm. `walk` is a shortest way that shows it. */
export interface Broken extends Spoken {
  readonly because?: Because;
  readonly walk?: Walk;
}

/** One expectation that cannot be decided: why, and on which way. */
export interface Undecided extends Spoken {
  readonly walk?: Walk;
}

export interface Expectations {
  readonly broken: readonly Broken[];
  readonly undecided: readonly Undecided[];
}

/** What of a contract's promises and invariants does not hold on that realm, in the order of the contract. */
export function brokenExpectations(ground: Ground, explored?: Explorations): readonly Broken[] {
  return judgeExpectations(ground, explored).broken;
}

/** The same, with what cannot be decided: behind an end nobody can look behind, or where a machine was cut. */
export function judgeExpectations(ground: Ground, explored = createExplorations(ground)): Expectations {
  const { identity_graph, expected_states, invariants } = ground.contract;
  const { personas } = identity_graph;
  const judged = [
    ...personas.map((persona) => judgePromise(explored, persona, expected_states[persona.id] ?? [])),
    ...invariants.flatMap((invariant, row) =>
      inScope(invariant, personas).flatMap((persona) => judgeRow(explored, persona, { invariant, row })),
    ),
  ];
  return {
    broken: judged.flatMap(({ broken }) => broken ?? []),
    undecided: judged.flatMap(({ undecided }) => undecided ?? []),
  };
}

interface Judged {
  readonly broken?: Broken;
  readonly undecided?: Undecided;
}

function judgePromise(explored: Explorations, persona: Persona, promised: readonly ExpectedState[]): Judged {
  const spoken = { rule: 'promise', persona: persona.id, line: `expected_states.${persona.id}` };
  const predicted = explored.foreseen(persona);
  const left = departure(promised, predicted);
  if (!left) {
    const [unknown] = predicted.unsupported;
    return unknown
      ? { undecided: { ...spoken, message: `${persona.id} cannot be predicted: ${unknown.what}: ${unknown.reason}` } }
      : {};
  }
  const because = left.step?.because;
  const walk = promiseWalk(explored, persona, predicted);
  const message = `${persona.id} ${left.says}`;
  return { broken: { ...spoken, message, ...(because && { because }), ...(walk && { walk }) } };
}

function promiseWalk(explored: Explorations, persona: Persona, { steps }: Trace): Walk | undefined {
  const sighted = sightedMachine(explored.machineOf(persona), persona);
  const edges = edgesShowing(sighted, steps);
  return edges && sightedWalk(sighted, edges);
}

function inScope({ personas: named, except = [] }: Invariant, personas: readonly Persona[]): Persona[] {
  return personas.filter(({ id }) => (named?.includes(id) ?? true) && !except.includes(id));
}

interface Row {
  readonly invariant: Invariant;
  readonly row: number;
}

function judgeRow(explored: Explorations, persona: Persona, { invariant, row }: Row): Judged[] {
  const sighted = sightedMachine(explored.machineOf(persona), persona);
  const walkOf = (edges: readonly MachineEdge[]): Walk => sightedWalk(sighted, edges);
  return INVARIANT_KINDS.map((rule): Judged => {
    const watch = watchOf(rule, invariant, sighted);
    if (!watch) return {};
    const spoken = { rule, persona: persona.id, line: `invariants[${row}]` };
    const judgement = judgeInvariant(sighted, watch);
    if (judgement.kind === 'holds') return {};
    if (judgement.kind === 'undecided') {
      const message = `${persona.id}: ${rule} cannot be decided: ${judgement.reason}`;
      return { undecided: { ...spoken, message, ...(judgement.edges && { walk: walkOf(judgement.edges) }) } };
    }
    const walk = walkOf(judgement.edges);
    const because = walk.steps.at(-1)?.because;
    return { broken: { ...spoken, message: `${persona.id} ${judgement.says}`, walk, ...(because && { because }) } };
  });
}
