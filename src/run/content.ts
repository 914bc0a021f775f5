import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { parseContract } from '../contract/parse-contract.ts';
import { didYouMean } from '../document/nearest.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { parseMatrix } from '../matrix/parse-matrix.ts';
import { Problem } from '../problem.ts';

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

/** Reads matrix and contracts. Throws the first `Problem` of either. */
export function readContent({ matrix, contracts: folder }: { matrix: string; contracts: string }): Content {
  const contracts = readContracts(folder);
  const text = readIfThere(matrix);
  const documents = new Map(
    [...contracts.values()].map((contract) => [`contracts/${basename(contract.file)}`, contract.text]),
  );
  if (text !== undefined) documents.set(basename(matrix), text);
  return { matrix: readMatrix(matrix), contracts, documents };
}

/** Reads the matrix; undefined when the project has none, which makes its packet non-readiness evidence. */
export function readMatrix(file: string): Matrix | undefined {
  const text = readIfThere(file);
  return text === undefined ? undefined : parseMatrix(text, file);
}

/** Reads every contract of a folder, by id. A folder that is not there holds none. */
export function readContracts(folder: string): ReadonlyMap<string, ContractFile> {
  const contracts = new Map<string, ContractFile>();
  for (const name of yamlFiles(folder)) {
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
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

function yamlFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function claimedTwice(id: string, file: string, other: string): Problem {
  return new Problem({
    code: 'contract-invalid',
    what: `the id ${id} is claimed by ${other} already`,
    at: { file, path: 'id' },
    next: 'Give one of the two contracts another id.',
  });
}
