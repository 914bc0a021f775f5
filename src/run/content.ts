import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { parseContract } from '../contract/parse-contract.ts';
import { didYouMean } from '../document/nearest.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { parseMatrix } from '../matrix/parse-matrix.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import type { ResolvedOptions } from './options.ts';

/** A contract with the file it stands in, from which its relative paths start. */
export interface ContractFile {
  readonly file: string;
  readonly text: string;
  readonly contract: Contract;
}

/** What a project says about its flows, and the texts of it that go into the packet, by path below `data/flows/`. */
export interface Content {
  readonly matrix: Matrix | undefined;
  readonly contracts: ReadonlyMap<string, ContractFile>;
  readonly documents: ReadonlyMap<string, string>;
}

/** Where the matrix is looked for, and whether somebody named that place. */
type MatrixPlace = Pick<ResolvedOptions, 'matrix' | 'matrix_named'>;

/** Reads matrix and contracts. Throws the first `Problem` of either. */
export function readContent(place: MatrixPlace & { readonly contracts: string }): Content {
  const contracts = readContracts(place.contracts);
  const text = matrixText(place);
  const documents = new Map(
    [...contracts.values()].map((contract) => [`contracts/${basename(contract.file)}`, contract.text]),
  );
  if (text !== undefined) documents.set(basename(place.matrix), text);
  return { matrix: text === undefined ? undefined : parseMatrix(text, place.matrix), contracts, documents };
}

/** Reads the matrix; undefined when the project has none, which makes its packet non-readiness evidence. */
export function readMatrix(place: MatrixPlace): Matrix | undefined {
  const text = matrixText(place);
  return text === undefined ? undefined : parseMatrix(text, place.matrix);
}

function matrixText({ matrix: file, matrix_named }: MatrixPlace): string | undefined {
  const text = readIfThere(file, 'matrix-invalid');
  if (text === undefined && matrix_named) throw matrixMissing(file);
  return text;
}

/** Reads every contract of a folder, or the one file that is named, by id. A folder that is not there holds none. */
export function readContracts(place: string): ReadonlyMap<string, ContractFile> {
  const contracts = new Map<string, ContractFile>();
  for (const file of contractFiles(place)) {
    const text = readIfThere(file, 'contract-invalid') ?? '';
    const contract = parseContract(text, file);
    const before = contracts.get(contract.id);
    if (before) throw claimedTwice(contract.id, file, before.file);
    contracts.set(contract.id, { file, text, contract });
  }
  return contracts;
}

/** The contract of that id. */
export function findContract(contracts: ReadonlyMap<string, ContractFile>, id: string): ContractFile {
  const found = contracts.get(id);
  if (found) return found;
  const known = [...contracts.keys()];
  throw new Problem({
    code: 'contract-invalid',
    what: `there is no contract "${id}"`,
    expected: known.length > 0 ? known.join(', ') : 'a file in the folder of contracts',
    next: didYouMean(id, known, 'Name one that exists, or write it.'),
  });
}

/** The one Keycloak version that all contracts of a run are about; undefined without contracts. */
export function keycloakVersion(contracts: ReadonlyMap<string, ContractFile>): string | undefined {
  const versions = [...new Set([...contracts.values()].map(({ contract }) => contract.provider_state.version))];
  if (versions.length < 2) return versions[0];
  throw new Problem({
    code: 'contract-invalid',
    what: `the contracts speak of several Keycloak versions: ${versions.join(', ')}`,
    expected: 'one version per run',
    next: 'set the same provider_state.version everywhere, or keep them in folders of their own',
  });
}

function contractFiles(place: string): string[] {
  return YAML_NAME.test(place) ? [place] : yamlFiles(place).map((name) => join(place, name));
}

function yamlFiles(folder: string): string[] {
  const names = ifThere(folder, 'contract-invalid', () => readdirSync(folder)) ?? [];
  return names.filter((name) => YAML_NAME.test(name)).sort();
}

const YAML_NAME = /\.ya?ml$/;

function readIfThere(file: string, code: ProblemCode): string | undefined {
  return ifThere(file, code, () => readFileSync(file, 'utf8'));
}

/** Only what is not there at all is undefined; what stands there and cannot be read is a `Problem`. */
function ifThere<T>(file: string, code: ProblemCode, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (reason === 'ENOENT') return undefined;
    throw unreadable(file, code, reason);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  ELOOP: 'its links lead in a circle',
};

function unreadable(file: string, code: ProblemCode, reason: string): Problem {
  return new Problem({
    code,
    what: `this cannot be read: ${REASONS[reason] ?? reason}`,
    at: { file },
    expected: code === 'matrix-invalid' ? 'a YAML file with a row per flow' : 'a folder of YAML files',
    next: 'Name another path, or correct what stands there.',
  });
}

function matrixMissing(file: string): Problem {
  const beside = ifThere(dirname(file), 'matrix-invalid', () => readdirSync(dirname(file))) ?? [];
  return new Problem({
    code: 'matrix-invalid',
    what: 'there is no flow coverage matrix at the path that the option matrix names',
    at: { file },
    expected: 'a YAML file with a row per flow',
    next: didYouMean(basename(file), beside, 'Write it, or correct the option matrix.'),
  });
}

function claimedTwice(id: string, file: string, other: string): Problem {
  return new Problem({
    code: 'contract-invalid',
    what: `the id ${id} is claimed by ${other} already`,
    at: { file, path: 'id' },
    next: 'Give one of the two contracts another id.',
  });
}
