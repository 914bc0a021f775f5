import type { DocumentNode } from '../read/document-node.ts';
import type { Realm } from '../realm.ts';
import { castOf, type Member } from './cast.ts';
import { type LiveLevel, liveLevels, type Spot, stepsOf } from './live-level.ts';
import { type Foretell, predictor } from './predictor.ts';

/** A browser flow that some login runs through, and the clients bound to it beside or instead of the realm. */
export interface BoundFlow {
  readonly top: string;
  readonly by_realm: boolean;
  readonly clients: readonly string[];
}

/** What the rules look at: the realm as imported, the document it came from, and what logins through it come to. */
export interface Subject {
  readonly realm: Realm;
  readonly root: DocumentNode;
  readonly flows: readonly BoundFlow[];
  /** Levels that a login can come to, without those that break on an unknown step. */
  readonly levels: readonly LiveLevel[];
  readonly broken: readonly LiveLevel[];
  /** Rows that run, on these levels. */
  readonly steps: readonly Spot[];
  readonly cast: readonly Member[];
  readonly foretell: Foretell;
}

export function subjectOf(realm: Realm, root: DocumentNode): Subject {
  const flows = boundFlows(realm);
  const all = flows.flatMap(({ top }) => liveLevels(realm, top));
  const levels = all.filter(({ level }) => !level.unknown);
  const steps = levels.flatMap((live) => stepsOf(live.level).map((execution) => ({ ...live, execution })));
  return {
    realm,
    root,
    flows,
    levels,
    broken: all.filter(({ level }) => level.unknown),
    steps,
    cast: castOf(realm),
    foretell: predictor(realm),
  };
}

function boundFlows(realm: Realm): BoundFlow[] {
  const clients = [...realm.clients.values()].filter(({ enabled, bearer_only }) => enabled && !bearer_only);
  const tops = new Set([realm.browser_flow, ...clients.map(({ browser_flow }) => browser_flow)]);
  return [...tops]
    .filter((top) => top !== undefined)
    .map((top) => ({
      top,
      by_realm: top === realm.browser_flow,
      clients: clients.filter(({ browser_flow }) => browser_flow === top).map(({ client_id }) => client_id),
    }));
}
