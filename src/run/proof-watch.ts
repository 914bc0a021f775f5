import type { TestInfo } from '@playwright/test';
import type { StopCondition } from '../contract/contract.ts';
import { firedBy, type Standing } from '../contract/stop-condition.ts';
import { attachedRealm } from '../provider/attached-realm.ts';
import type { ProofStop } from '../summary/proof.ts';
import { type ContractFile, findContract } from './content.ts';
import { openProofJournal, type ProofJournal } from './proof-journal.ts';
import { readProofRequest } from './proof-request.ts';

/** What a worker asks before and while it drives a persona of a proof. */
export interface ProofWatch {
  /** Skips the test when the proof was stopped: its persona is not driven. */
  begin(testInfo: Pick<TestInfo, 'skip'>): void;
  /** Why the journey must halt here; undefined when it may go on. Stops the proof when a condition fires. */
  seen(standing: Standing): Promise<string | undefined>;
  /** Notes a journey that ended without a record. `reason` is redacted. */
  brokenOff(persona: string, reason: string): Promise<void>;
}

export interface WatchTools {
  readonly journal: ProofJournal;
  readonly conditions: readonly StopCondition[];
  /** Whether the server still answers. */
  readonly alive: () => Promise<boolean>;
}

const GONE = 'The server no longer answers.';

/** Watches the journeys of one worker: the first condition that fires in any worker ends the proof for all. */
export function watchProof({ journal, conditions, alive }: WatchTools): ProofWatch {
  const pages = new Map<string, string>();
  const lastPage = (persona: string) => {
    const page = pages.get(persona);
    return page === undefined ? {} : { page };
  };
  const breakOff = (persona: string, reason: string): string => {
    journal.note({ kind: 'broken_off', persona, reason, ...lastPage(persona) });
    return reason;
  };
  const isGone = async (persona: string): Promise<boolean> => {
    if (await alive()) return false;
    journal.stop({ when: 'server_gone', says: GONE, persona, ...lastPage(persona) });
    return true;
  };
  /** A browser without a server shows a page of its own, which nobody knows either. */
  const gone = async ({ persona, steps }: Standing): Promise<string | undefined> => {
    const unknown = steps.at(-1)?.state === 'unknown';
    return unknown && (await isGone(persona)) ? breakOff(persona, GONE) : undefined;
  };
  const stoppedElsewhere = ({ persona, end }: Standing): string | undefined => {
    const stop = end ? undefined : journal.stopped();
    return stop && breakOff(persona, stoppedBy(stop));
  };
  const fired = (standing: Standing): string | undefined => {
    const condition = firedBy(conditions, standing);
    if (!condition) return undefined;
    const { when, says } = condition;
    journal.stop({ when, says, persona: standing.persona, ...lastPage(standing.persona) });
    return `stop condition: ${says}`;
  };
  return {
    begin: (testInfo) => {
      const stop = journal.stopped();
      if (stop) testInfo.skip(true, `not driven: ${stop.says}`);
    },
    seen: async (standing) => {
      const without = await gone(standing);
      const last = standing.steps.at(-1);
      if (last && !without) pages.set(standing.persona, last.page);
      return without ?? stoppedElsewhere(standing) ?? fired(standing);
    },
    brokenOff: async (persona, reason) => void breakOff(persona, (await isGone(persona)) ? GONE : reason),
  };
}

function stoppedBy({ says, persona }: ProofStop): string {
  return `the proof was stopped${persona ? ` at ${persona}` : ''}: ${says}`;
}

/** The watch of this worker; undefined where the run is no proof. */
export function proofWatchOf(
  contracts: ReadonlyMap<string, ContractFile>,
  env: NodeJS.ProcessEnv,
): ProofWatch | undefined {
  const request = readProofRequest(env);
  if (!request) return undefined;
  const { stop_conditions } = findContract(contracts, request.id).contract.stop_rollback;
  return watchProof({
    journal: openProofJournal(request.folder),
    conditions: stop_conditions,
    alive: () => isAnswering(attachedRealm(env)?.issuer),
  });
}

/** Milliseconds in which a server that lives answers so small a question, on a busy machine as well; a dead one refuses at once. */
const ANSWER_MS = 20_000;

async function isAnswering(issuer: string | undefined): Promise<boolean> {
  if (issuer === undefined) return true;
  const signal = AbortSignal.timeout(ANSWER_MS);
  return fetch(`${issuer}/.well-known/openid-configuration`, { signal }).then(
    () => true,
    () => false,
  );
}
