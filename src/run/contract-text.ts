import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseContract } from '../contract/parse-contract.ts';
import { didYouMean } from '../document/nearest.ts';
import { readYaml } from '../document/yaml-source.ts';
import { Problem } from '../problem.ts';
import type { ContractFile } from './content.ts';

/** The text of one contract, before anything of it is checked. */
export interface ContractText {
  readonly file: string;
  readonly text: string;
}

const YAML_NAME = /\.ya?ml$/;

/** The contract that is meant by a path (`flows/contracts/mfa-rollout.yaml`) or by an id in that folder (`mfa-rollout`). */
export function openContract(named: string, folder: string): ContractFile {
  const { file, text } = contractText(named, folder);
  return { file, text, contract: parseContract(text, file) };
}

/** Its text alone. Throws a `contract-invalid` problem for what is not there; what else stands in the folder does not matter. */
export function contractText(named: string, folder: string): ContractText {
  return YAML_NAME.test(named) || /[\\/]/.test(named) ? textAt(named) : textOfId(named, folder);
}

function textAt(file: string): ContractText {
  const text = readText(file);
  if (text !== undefined) return { file, text };
  const beside = namesIn(dirname(file));
  throw new Problem({
    code: 'contract-invalid',
    what: 'this contract is not there, or cannot be read',
    at: { file },
    expected: beside.join(', ') || 'a YAML file',
    next: didYouMean(basename(file), beside, 'Correct the path, or write the contract.'),
  });
}

function textOfId(id: string, folder: string): ContractText {
  const texts = namesIn(folder).flatMap((name) => {
    const file = join(folder, name);
    const text = readText(file);
    return text === undefined ? [] : [{ file, text, id: idOf(text, file) ?? name.replace(YAML_NAME, '') }];
  });
  const [found, another] = texts.filter((each) => each.id === id);
  if (!found) throw unknownId(id, folder, texts);
  if (another) throw claimedTwice(id, found.file, another.file);
  return { file: found.file, text: found.text };
}

function idOf(text: string, file: string): string | undefined {
  const { value } = readYaml(text, file);
  const isMap = typeof value === 'object' && value !== null && 'id' in value;
  return isMap && typeof value.id === 'string' ? value.id : undefined;
}

function unknownId(id: string, folder: string, texts: readonly { readonly id: string }[]): Problem {
  const known = texts.map((each) => each.id);
  return new Problem({
    code: 'contract-invalid',
    what: `there is no contract "${id}"`,
    at: { file: folder },
    expected: known.join(', ') || 'a folder of YAML files',
    next: didYouMean(id, known, 'Name one that exists, or the path of its file.'),
  });
}

function claimedTwice(id: string, file: string, other: string): Problem {
  return new Problem({
    code: 'contract-invalid',
    what: `the id ${id} is claimed by ${other} as well`,
    at: { file, path: 'id' },
    next: 'Give one of the two another id, or name the path.',
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => YAML_NAME.test(name))
      .sort();
  } catch {
    return [];
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
