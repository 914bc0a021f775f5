import type { Machine } from '../../keycloak/machine/machine.ts';
import type { Realm } from '../../keycloak/realm.ts';
import type { Trace } from '../../trace.ts';
import type { Contract, Persona } from '../contract.ts';
import type { Ground } from '../foresee.ts';
import { isAnsweredFor } from '../review/acceptance.ts';
import { judgeExpectations, type Undecided } from '../review/expectations.ts';
import { createExplorations } from '../review/explorations.ts';
import { contractLines } from './contract-lines.ts';
import { alike } from './document.ts';
import { type Reads, watchedRealm } from './watched-realm.ts';

/** All that a realm holds for one persona, and what of the contract does not hold there. */
export interface Outlook {
  readonly contract: Contract;
  readonly realm: Realm;
  readonly persona: Persona;
  readonly machine: Machine;
  readonly foreseen: Trace;
  /** Expectations that do not hold. */
  readonly broken: readonly Undecided[];
  /** Expectations of which nobody can say whether they hold, since a way leads where no prediction looks. */
  readonly undecided: readonly Undecided[];
}

/** The same, with what the engine asked of the realm to come to it. */
export interface WatchedOutlook extends Outlook {
  readonly reads: Reads;
}

export function outlookOf(ground: Ground, persona: Persona): Outlook {
  const contract = aboutOnly(ground.contract, persona);
  const explored = createExplorations({ ...ground, contract });
  const lines = contractLines(contract);
  const { broken, undecided } = judgeExpectations({ ...ground, contract }, explored);
  return {
    ...ground,
    persona,
    machine: explored.machineOf(persona),
    foreseen: explored.foreseen(persona),
    broken: broken.filter(({ line }) => lines.includes(line)),
    undecided: undecided.filter(({ line }) => lines.includes(line)),
  };
}

/** Worked out twice, watched and unwatched: what is not asked again later rests on their being the same. */
export function watchedOutlook({ contract, realm }: Ground, persona: Persona): WatchedOutlook {
  const watched = watchedRealm(realm);
  const seen = outlookOf({ contract, realm: watched.realm }, persona);
  const outlook = outlookOf({ contract, realm }, persona);
  if (!alike([seen.machine, seen.foreseen], [outlook.machine, outlook.foreseen]))
    throw new TypeError(`the realm answers ${persona.id} otherwise when it is watched`);
  return { ...outlook, reads: watched.reads };
}

/** What two realms hold for one persona. */
export interface Compared {
  readonly before: Outlook;
  readonly after: Outlook;
}

/** The contract as if there were nobody else. Its lines keep their places. */
export function aboutOnly(contract: Contract, persona: Persona): Contract {
  return { ...contract, identity_graph: { personas: [persona] } };
}

/** What of the contract a review would hold against the change from one realm to the other. */
export function noticed({ before, after }: Compared): readonly Undecided[] {
  const known = new Set(before.undecided.map(({ line }) => line));
  const news = after.undecided.filter(({ line }) => !known.has(line));
  return [...after.broken, ...news.filter((undecided) => !isAnsweredFor(after.contract, undecided))];
}

/**
 * What a realm holds for each persona. Where the engine would be answered as before, it is not asked again; what
 * it would ask behind a cut nobody knows.
 */
export function outlooksAfter(
  before: readonly WatchedOutlook[],
  ground: { readonly contract: Contract; readonly realm: Realm },
  answersAlike: (reads: Reads) => boolean,
): Compared[] {
  return before
    .filter(({ machine, reads }) => machine.findings.length > 0 || !answersAlike(reads))
    .map((outlook) => ({ before: outlook, after: outlookOf(ground, outlook.persona) }));
}
