import { type Fault, located } from '../document/fault.ts';
import { didYouMean } from '../document/nearest.ts';
import { schemaFaults } from '../document/schema-faults.ts';
import { readYaml, type YamlSource } from '../document/yaml-source.ts';
import { secretPlaces } from '../keycloak/secret-places.ts';
import { type Place, Problem, type ProblemDetails } from '../problem.ts';
import { type Contract, contract } from './contract.ts';
import type { Deviation } from './deviation.ts';
import type { Scope } from './scope.ts';
import { KNOWN_PAGES } from './screens.ts';

/** What is wrong with the text of a contract, located, in the order of the text; `contract` when nothing is. */
export interface ReadContract {
  readonly contract?: Contract;
  readonly faults: readonly ContractFault[];
  /** Position of a path of the document in the text. */
  readonly place: YamlSource['place'];
}

/** `missing`: something that has to stand there does not, or is empty. */
export interface ContractFault extends ProblemDetails {
  readonly at: Place;
  readonly missing: boolean;
}

/**
 * Reads one file of `flows/contracts/`. `file` is only named in errors. Everything wrong with the text comes in one
 * `Problem` (`contract-invalid`), in the order of the text.
 */
export function parseContract(text: string, file: string): Contract {
  const { contract: read, faults } = readContract(text, file);
  const [first, ...rest] = faults.map(({ missing: _internal, ...details }) => details);
  if (first || !read) throw first ? new Problem(first, ...rest) : new TypeError('a contract without faults parses');
  return read;
}

/** The same, without throwing. */
export function readContract(text: string, file: string): ReadContract {
  const source = readYaml(text, file);
  const shape = source.readable ? schemaFaults(contract, source.value) : [];
  const parsed = source.faults.length + shape.length === 0 ? contract.parse(source.value) : undefined;
  const faults = [...source.faults, ...shape, ...(parsed ? referenceFaults(parsed) : [])]
    .map((fault) => ({ ...located(fault, 'contract-invalid', source.place), missing: fault.missing ?? false }))
    .toSorted((a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0));
  return { faults, place: source.place, ...(parsed && faults.length === 0 && { contract: parsed }) };
}

/** What no field can know alone: secrets, ids that stand twice, states promised to nobody, personas promised nothing. */
function referenceFaults({
  provider_state,
  identity_graph,
  expected_states,
  invariants,
  stop_rollback,
}: Contract): Fault[] {
  const ids = identity_graph.personas.map(({ id }) => id);
  return [
    ...ids.flatMap((id, index) => (ids.indexOf(id) < index ? [twice(id, index)] : [])),
    ...ids.filter((id) => !Object.hasOwn(expected_states, id)).map((id) => unpromised(id, ids.indexOf(id))),
    ...Object.keys(expected_states)
      .filter((id) => !ids.includes(id))
      .map((id) => unknownPersona(id, { path: ['expected_states', id], on: 'key', ids })),
    ...heldSecrets(provider_state.change),
    ...identity_graph.personas.flatMap(({ deviate }, row) => unknownPages(deviate, row)),
    ...invariants.flatMap((scope, row) => unknownIn(scope, ['invariants', row], ids)),
    ...stop_rollback.stop_conditions.flatMap((scope, row) =>
      unknownIn(scope, ['stop_rollback', 'stop_conditions', row], ids),
    ),
  ];
}

/** A contract goes into packets as it is written, so that no secret may stand in it. None is quoted here. */
function heldSecrets(change: Contract['provider_state']['change']): Fault[] {
  const operations = change && 'operations' in change ? change.operations : [];
  return operations.flatMap(({ body }, row) =>
    secretPlaces(body).map(({ path }) => ({
      path: ['provider_state', 'change', 'operations', row, 'body', ...path],
      what: `a secret stands in the contract, under the key ${JSON.stringify(path.findLast((key) => typeof key === 'string'))}`,
      expected: 'no secret, for a packet holds the contract as it is',
      next: 'Refer to a vault of the server, or name a realm export as target, of which packets hold a masked copy.',
    })),
  );
}

/** Pages on which another way is tried, and which no screen bears. */
function unknownPages({ try_another_way = {} }: Deviation, row: number): Fault[] {
  const path = ['identity_graph', 'personas', row, 'deviate', 'try_another_way'];
  return Object.keys(try_another_way)
    .filter((page) => !KNOWN_PAGES.includes(page))
    .map((page) => ({
      path: [...path, page],
      on: 'key',
      what: `unknown page ${JSON.stringify(page)}`,
      expected: KNOWN_PAGES.join(', '),
      next: didYouMean(page, KNOWN_PAGES, 'Name a page as Keycloak calls it, without the leading login- of its id.'),
    }));
}

/** Unknown ids in the scope of one line, which stands at `path`. */
function unknownIn(scope: Scope, path: Fault['path'], ids: readonly string[]): Fault[] {
  return (['personas', 'except'] as const).flatMap((key) =>
    (scope[key] ?? []).flatMap((id, index) =>
      ids.includes(id) ? [] : [unknownPersona(id, { path: [...path, key, index], on: 'value', ids })],
    ),
  );
}

function twice(id: string, index: number): Fault {
  const path = ['identity_graph', 'personas', index, 'id'];
  return { path, what: `the persona ${id} stands twice`, expected: 'an id of its own', next: 'Rename one of the two.' };
}

function unpromised(id: string, index: number): Fault {
  const path = ['identity_graph', 'personas', index, 'id'];
  return {
    path,
    missing: true,
    what: `nothing is promised to the persona ${id}`,
    next: `Add ${id} to expected_states.`,
  };
}

interface Mention extends Pick<Fault, 'path' | 'on'> {
  readonly ids: readonly string[];
}

function unknownPersona(id: string, { ids, ...where }: Mention): Fault {
  const next = didYouMean(id, ids, 'Add the persona to identity_graph.personas, or remove the entry.');
  return { ...where, what: `unknown persona ${JSON.stringify(id)}`, expected: ids.join(', '), next };
}
