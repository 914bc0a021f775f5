import { readRealm } from '../../keycloak/read-realm.ts';
import { Problem } from '../../problem.ts';
import type { Contract } from '../contract.ts';
import { accepts } from './accepted.ts';
import { contractLines } from './contract-lines.ts';
import { type Difference, firstDifference } from './difference.ts';
import type { RealmDocument } from './document.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import type { Operator } from './operator.ts';
import { type Compared, noticed, outlooksAfter, type WatchedOutlook, watchedOutlook } from './outlook.ts';
import { type Suggestion, suggestLine } from './suggest-line.ts';
import { answersAlike } from './watched-realm.ts';
import { writtenOut } from './written-out.ts';

/** What is put to the test: a contract, and the realm after its change with one user per persona in it. */
export interface Trial {
  readonly contract: Contract;
  readonly document: RealmDocument;
  readonly version: string;
}

/** A line of the contract that notices a mutant, since it does not hold there or can no longer be decided, and by whom. */
export interface Killing {
  readonly line: string;
  readonly persona: string;
  readonly message: string;
}

/** What became of a mutant. `undecided`: no difference was found, and a machine was cut before all of it was seen. */
export type Fate =
  | { readonly fate: 'killed'; readonly by: readonly Killing[] }
  | { readonly fate: 'equivalent' }
  | { readonly fate: 'refused'; readonly reason: string }
  | { readonly fate: 'undecided'; readonly reason: string }
  | Survivor;

export interface Survivor extends Difference {
  readonly fate: 'survivor';
  readonly persona: string;
  readonly suggestion: Suggestion;
  /** The entry of `accepted_mutants` that means it. */
  readonly accepted?: { readonly mutant: string; readonly reason: string };
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
    const fate = fateOf(mutant, { ...trial, realm, outlooks });
    onTried?.(index + 1, mutants.length);
    return { id, operator, ...fate };
  });
  return { broken, mutants: tried, lines: lineStrengths(contract, tried), unchanged };
}

interface Judging extends Trial {
  readonly realm: ReturnType<typeof readRealm>;
  readonly outlooks: readonly WatchedOutlook[];
}

function fateOf(mutant: Mutant, { contract, version, realm, outlooks }: Judging): Fate {
  const read = readOrRefused(mutant.document, version);
  if ('refused' in read) return { fate: 'refused', reason: read.refused };
  const pairs = outlooksAfter(outlooks, { contract, realm: read.realm }, answersAlike(realm, read.realm));
  const by = killings(pairs);
  if (by.length > 0) return { fate: 'killed', by };
  return survivalOf(mutant, contract, pairs);
}

function readOrRefused(document: RealmDocument, version: string) {
  try {
    return { realm: readRealm(document, { version }) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { refused: error.details[0]?.what ?? error.message };
  }
}

function killings(pairs: readonly Compared[]): Killing[] {
  const byLine = new Map<string, Killing>();
  for (const { line, persona, message } of pairs.flatMap(noticed))
    if (!byLine.has(line)) byLine.set(line, { line, persona, message });
  return [...byLine.values()];
}

function survivalOf({ id }: Mutant, contract: Contract, pairs: readonly Compared[]): Fate {
  const [nearest] = pairs
    .flatMap((pair) => {
      const difference = firstDifference(pair.before.machine, pair.after.machine);
      return difference ? [{ ...pair, difference }] : [];
    })
    .toSorted((one, other) => one.difference.walk.steps.length - other.difference.walk.steps.length);
  if (!nearest) return sameOrCut(pairs);
  const accepted = contract.accepted_mutants.find((entry) => accepts(entry, id));
  return {
    fate: 'survivor',
    persona: nearest.before.persona.id,
    ...nearest.difference,
    suggestion: suggestLine(contract, nearest, { mutant: id, walk: nearest.difference.original_walk }),
    ...(accepted && { accepted }),
  };
}

function sameOrCut(pairs: readonly Compared[]): Fate {
  const [cut] = pairs.flatMap(({ before, after }) => [...before.machine.findings, ...after.machine.findings]);
  return cut ? { fate: 'undecided', reason: cut.message } : { fate: 'equivalent' };
}

function lineStrengths(contract: Contract, tried: readonly Tried[]): LineStrength[] {
  const killed = tried.flatMap((mutant) => (mutant.fate === 'killed' ? [mutant] : []));
  return contractLines(contract).map((line) => {
    const kills = killed.filter(({ by }) => by.some((killing) => killing.line === line));
    return { line, kills: kills.length, alone: kills.filter(({ by }) => by.length === 1).map(({ id }) => id) };
  });
}
