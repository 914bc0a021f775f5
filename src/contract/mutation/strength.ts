import { readRealm } from '../../keycloak/read-realm.ts';
import type { Contract } from '../contract.ts';
import { contractLines } from './contract-lines.ts';
import type { RealmDocument } from './document.ts';
import { type Fate, fateOf } from './fate.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import type { Operator } from './operator.ts';
import { watchedOutlook } from './outlook.ts';
import { writtenOut } from './written-out.ts';

/** What is put to the test: a contract, and the realm after its change with one user per persona in it. */
export interface Trial {
  readonly contract: Contract;
  readonly document: RealmDocument;
  readonly version: string;
}

export type Tried = Pick<Mutant, 'id' | 'operator'> & Fate;

/** How much a line of the contract does: the mutants it kills, and those that no other line kills. */
export interface LineStrength {
  readonly line: string;
  readonly kills: number;
  readonly alone: readonly string[];
}

export interface Strength {
  /** Messages of expectations that do not hold on the realm itself: then nothing is tried. */
  readonly broken: readonly string[];
  readonly mutants: readonly Tried[];
  readonly lines: readonly LineStrength[];
  /** Ids of changes that changed nothing. */
  readonly unchanged: readonly string[];
}

export interface StrengthOptions {
  readonly operators?: readonly Operator[];
  /** Told after each mutant. */
  readonly onTried?: (done: number, total: number) => void;
}

/**
 * Makes the realm wrong in every way the operators know, one at a time, and asks which lines of the contract notice.
 * Only the contract's own expectations count, not the lint. A mutant is equivalent when nobody among the personas could
 * tell its realm from the original by pages, messages, ends and what can be done; tokens, mail and time are not looked at.
 */
export function contractStrength(trial: Trial, { operators, onTried }: StrengthOptions = {}): Strength {
  const { contract, version } = trial;
  const realm = readRealm(trial.document, { version });
  const outlooks = contract.identity_graph.personas.map((persona) => watchedOutlook({ contract, realm }, persona));
  const broken = outlooks.flatMap((outlook) => outlook.broken.map(({ message }) => message));
  if (broken.length > 0) return { broken, mutants: [], lines: [], unchanged: [] };
  const { mutants, unchanged } = mutantsOf(writtenOut(trial.document, realm), operators);
  const tried = mutants.map((mutant, index) => {
    const { id, operator } = mutant;
    const fate = fateOf(mutant, { contract, version, realm, outlooks });
    onTried?.(index + 1, mutants.length);
    return { id, operator, ...fate };
  });
  return { broken, mutants: tried, lines: lineStrengths(contract, tried), unchanged };
}

function lineStrengths(contract: Contract, tried: readonly Tried[]): LineStrength[] {
  const killed = tried.flatMap((mutant) => (mutant.fate === 'killed' ? [mutant] : []));
  return contractLines(contract).map((line) => {
    const kills = killed.filter(({ by }) => by.some((killing) => killing.line === line));
    return { line, kills: kills.length, alone: kills.filter(({ by }) => by.length === 1).map(({ id }) => id) };
  });
}
