import { type Fault, located } from '../document/fault.ts';
import { didYouMean } from '../document/nearest.ts';
import { schemaFaults } from '../document/schema-faults.ts';
import { readYaml } from '../document/yaml-source.ts';
import { Problem } from '../problem.ts';
import { type Contract, contract } from './contract.ts';

/**
 * Reads one file of `flows/contracts/`. `file` is only named in errors. Everything wrong with the text comes in one
 * `Problem` (`contract-invalid`), in the order of the text.
 */
export function parseContract(text: string, file: string): Contract {
  const source = readYaml(text, file);
  const shape = source.readable ? schemaFaults(contract, source.value) : [];
  const parsed = source.faults.length + shape.length === 0 ? contract.parse(source.value) : undefined;
  const [first, ...rest] = [...source.faults, ...shape, ...(parsed ? referenceFaults(parsed) : [])]
    .map((fault) => located(fault, 'contract-invalid', source.place))
    .toSorted((a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0));
  if (first || !parsed) throw first ? new Problem(first, ...rest) : new TypeError('a contract without faults parses');
  return parsed;
}

/** What no field can know alone: ids that stand twice, states promised to nobody, personas promised nothing. */
function referenceFaults({ identity_graph, expected_states, invariants }: Contract): Fault[] {
  const ids = identity_graph.personas.map(({ id }) => id);
  const unknown = (id: string, path: Fault['path'], on: 'key' | 'value'): Fault[] =>
    ids.includes(id) ? [] : [unknownPersona(id, { path, on, ids })];
  return [
    ...ids.flatMap((id, index) => (ids.indexOf(id) < index ? [twice(id, index)] : [])),
    ...ids.filter((id) => !Object.hasOwn(expected_states, id)).map((id) => unpromised(id, ids.indexOf(id))),
    ...Object.keys(expected_states).flatMap((id) => unknown(id, ['expected_states', id], 'key')),
    ...invariants.flatMap(({ personas = [], except = [] }, row) => [
      ...personas.flatMap((id, index) => unknown(id, ['invariants', row, 'personas', index], 'value')),
      ...except.flatMap((id, index) => unknown(id, ['invariants', row, 'except', index], 'value')),
    ]),
  ];
}

function twice(id: string, index: number): Fault {
  const path = ['identity_graph', 'personas', index, 'id'];
  return { path, what: `the persona ${id} stands twice`, expected: 'an id of its own', next: 'Rename one of the two.' };
}

function unpromised(id: string, index: number): Fault {
  const path = ['identity_graph', 'personas', index, 'id'];
  return { path, what: `nothing is promised to the persona ${id}`, next: `Add ${id} to expected_states.` };
}

interface Mention extends Pick<Fault, 'path' | 'on'> {
  readonly ids: readonly string[];
}

function unknownPersona(id: string, { ids, ...where }: Mention): Fault {
  const next = didYouMean(id, ids, 'Add the persona to identity_graph.personas, or remove the entry.');
  return { ...where, what: `unknown persona ${JSON.stringify(id)}`, expected: ids.join(', '), next };
}
