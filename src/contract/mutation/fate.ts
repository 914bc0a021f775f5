import { readRealm } from '../../keycloak/read-realm.ts';
import type { Realm } from '../../keycloak/realm.ts';
import { Problem } from '../../problem.ts';
import type { Contract } from '../contract.ts';
import { accepts } from './accepted.ts';
import { answersAlike } from './answers-alike.ts';
import { type Difference, firstDifference } from './difference.ts';
import type { RealmDocument } from './document.ts';
import type { Mutant } from './mutants.ts';
import { type Compared, noticed, outlooksAfter, type WatchedOutlook } from './outlook.ts';
import { type Suggestion, suggestLine } from './suggest-line.ts';

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

/** A contract, the server that reads its realm, the realm as it is, and what it holds for each persona. */
export interface Judging {
  readonly contract: Contract;
  readonly version: string;
  readonly realm: Realm;
  readonly outlooks: readonly WatchedOutlook[];
}

/** Reads the mutant as the server would, and asks what of the contract notices it. */
export function fateOf(mutant: Mutant, { contract, version, realm, outlooks }: Judging): Fate {
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
