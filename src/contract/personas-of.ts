import { didYouMean } from '../document/nearest.ts';
import { Problem } from '../problem.ts';
import type { Contract, Persona } from './contract.ts';

/** The persona of this id, or all of them where none is named. Throws a `persona-unknown` problem. */
export function personasOf({ id: contract, identity_graph }: Contract, id: string | undefined): readonly Persona[] {
  const { personas } = identity_graph;
  if (id === undefined) return personas;
  const found = personas.filter((each) => each.id === id);
  if (found.length > 0) return found;
  const known = personas.map((each) => each.id);
  throw new Problem({
    code: 'persona-unknown',
    what: `the contract ${contract} has no persona "${id}"`,
    expected: known.join(', '),
    next: didYouMean(id, known, 'Name one of these.'),
  });
}
