import { satisfies } from '../matrix/lane-order.ts';
import type { Proof, ProofFacts, ProofPersona, ProofStep, ProofStop } from '../summary/proof.ts';
import type { TestJourney, TestRow } from '../summary/summary.ts';
import { counted } from './judgement.ts';

/** What else a proof is judged by. `leaks`: secrets found in its evidence; undefined when nobody searched. */
export interface ProofRun {
  readonly tests: readonly TestRow[];
  readonly interrupted: boolean;
  readonly leaks: number | undefined;
}

type Outcome = Proof['outcome'];
type Case = Omit<ProofFacts, 'personas'> &
  Pick<ProofRun, 'interrupted' | 'leaks'> & { readonly results: readonly ProofPersona[] };
type Ruling = (proof: Case) => Outcome | undefined;

/** First answer wins: what ended the proof early, what broke a promise, what is not whole, and only then that it holds. */
const RULINGS: readonly Ruling[] = [stopped, contradicted, incomplete];

/** Does the change do what the contract promises? Follows from the facts of a proof and the journeys of its tests alone. */
export function judgeProof(facts: ProofFacts, run: ProofRun): Proof {
  const results = facts.personas.map((persona) => resultOf(persona, facts, run.tests));
  const judged: Case = { ...facts, ...run, results };
  const outcome = RULINGS.reduce<Outcome | undefined>((found, rule) => found ?? rule(judged), undefined);
  return {
    ...facts,
    outcome: rollbackFirst(outcome ?? proved(judged), judged),
    results,
    non_live_proof: nonLive(facts),
  };
}

function resultOf(persona: string, facts: ProofFacts, tests: readonly TestRow[]): ProofPersona {
  const { contract, broken_off, stop } = facts;
  const journeys = tests.flatMap((test) => test.journeys);
  const own = journeys.filter((journey) => journey.persona === persona && journey.contract === contract);
  const broken = broken_off.find((row) => row.persona === persona);
  if (broken) return { persona, state: 'broken_off', reason: brokenText(broken) };
  if (isStopCondition(stop) && stop.persona === persona) return { persona, state: 'stopped', reason: stop.says };
  const differing = own.find(({ first_difference }) => first_difference >= 0);
  if (differing) return { persona, state: 'contradicted', reason: difference(differing) };
  const unknown = own.flatMap(({ predicted }) => predicted.unsupported)[0];
  if (unknown) return { persona, state: 'agreed_with_promise', reason: `It could not be predicted: ${unknown.reason}` };
  if (own.length > 0) return { persona, state: 'agreed' };
  return {
    persona,
    state: 'not_driven',
    reason: stop ? `The proof was stopped before: ${stop.says}` : 'Its journey never began.',
  };
}

/** Nothing contradicts the promise. */
const AGREED: readonly ProofPersona['state'][] = ['agreed', 'agreed_with_promise'];

/** A server that is gone, or a realm that could not be made, ends a proof as well, but is no condition of the contract. */
function isStopCondition(stop: ProofFacts['stop']): stop is ProofStop {
  return stop !== undefined && stop.when !== 'server_gone' && stop.when !== 'not_prepared';
}

function brokenText({ page, reason }: ProofFacts['broken_off'][number]): string {
  return page ? `After the page ${page}: ${reason}` : `Before its first page: ${reason}`;
}

function difference({ first_difference, reason = 'the rows differ' }: TestJourney): string {
  return `Step ${first_difference + 1}: ${reason}`;
}

function stopped({ stop, results, contract }: Case): Outcome | undefined {
  if (!isStopCondition(stop)) return undefined;
  const where = stop.persona ? `, at ${stop.persona}${stop.page ? ` on the page ${stop.page}` : ''}` : '';
  return {
    status: 'stopped',
    reason: `A stop condition of ${contract} fired${where}: ${sentence(stop.says)} ${drivenText(results)}`,
    next_action: `Compare the three rows of ${stop.persona ?? 'the persona'}, correct the realm or the contract, and prove it again.`,
  };
}

function contradicted({ results, contract }: Case): Outcome | undefined {
  const wrong = results.filter(({ state }) => state === 'contradicted');
  const [first] = wrong;
  if (!first) return undefined;
  const count = `${wrong.length} of ${counted(results.length, 'persona')} of ${contract}`;
  return {
    status: 'contradicted',
    reason: `${count} did not go as promised and predicted. ${first.persona}, ${sentence(lowered(first.reason ?? ''))}`,
    next_action: `Compare the three rows of ${first.persona}: correct the realm or the contract, whichever is wrong.`,
  };
}

function incomplete(proof: Case): Outcome | undefined {
  const { results, steps, interrupted, leaks, stop } = proof;
  const failed = steps.find(({ state }) => state === 'failed');
  const open = results.find(({ state }) => !AGREED.includes(state));
  const why =
    (interrupted && 'It was interrupted.') ||
    (stop && sentence(stop.says)) ||
    (failed && failedText(failed)) ||
    (leaks !== 0 && searchText(leaks)) ||
    (open && `${open.persona}: ${open.reason}`) ||
    (steps.some(({ state }) => state === 'not_reached') && 'It ended before its last step.');
  if (!why) return undefined;
  return { status: 'incomplete', reason: `${why} ${drivenText(results)}`, next_action: nextAfter(leaks) };
}

function nextAfter(leaks: number | undefined): string {
  return leaks
    ? 'Do not hand this packet on: look at the findings.'
    : 'Remove the cause, and prove it again from the beginning.';
}

function searchText(leaks: number | undefined): string {
  return leaks === undefined
    ? 'The evidence was not searched for secrets.'
    : 'A secret of the run was found in the evidence.';
}

const STEP_WORDS: Readonly<Record<ProofStep['phase'], string>> = {
  import: 'The source realm could not be imported',
  read_back: 'The source realm could not be read back',
  change: 'The change could not be applied',
  drive: 'The personas could not be driven',
  roll_back: 'The rollback failed',
  read_again: 'The realm is not what it was before the change',
  remove: 'The realm of the proof could not be removed',
};

function failedText({ phase, detail }: ProofStep): string {
  return sentence([STEP_WORDS[phase], detail].filter(Boolean).join(': '));
}

function proved({ contract, results, lane, fingerprint_equal }: Case): Outcome {
  const all = `${results.length} of ${counted(results.length, 'persona')} of ${contract} went ${asWhat(results)}`;
  if (lane === 'simulated') {
    return {
      status: 'rehearsed',
      reason: `${all}, in simulation: the embedded provider computed every page, so nothing is proved of a server.`,
      next_action: 'Prove it on a disposable Keycloak: flowproof contract prove, with --provider keycloak.',
    };
  }
  const same = fingerprint_equal ? ', and after the rollback the realm has the fingerprint it had before' : '';
  return { status: 'proved', reason: `${all}${same}.`, next_action: 'Hand the packet to those who sign.' };
}

function asWhat(results: readonly ProofPersona[]): string {
  const unknown = results.filter(({ state }) => state === 'agreed_with_promise').length;
  if (unknown === 0) return 'as promised and predicted';
  return `as promised; ${unknown} of them could not be predicted`;
}

/** Whatever else is to be done: first what stands on a server that should not. */
function rollbackFirst(outcome: Outcome, { steps, left_behind, delete_owner, rollback_owner }: Case): Outcome {
  const broken = steps.find(({ phase, state }) => AFTERWARDS.includes(phase) && state === 'failed');
  const told = broken && outcome.status !== 'incomplete' ? `${outcome.reason} ${failedText(broken)}` : outcome.reason;
  if (left_behind > 0) {
    const what = left_behind === 1 ? 'what was left behind' : `the ${left_behind} things that were left behind`;
    return {
      ...outcome,
      reason: told,
      next_action: `Have ${delete_owner} remove ${what}: the proof names it and the command.`,
    };
  }
  if (!broken) return outcome;
  return {
    ...outcome,
    reason: told,
    next_action: `Have ${rollback_owner} look at the rollback before the change goes anywhere.`,
  };
}

const AFTERWARDS: readonly ProofStep['phase'][] = ['roll_back', 'read_again', 'remove'];

function drivenText(results: readonly ProofPersona[]): string {
  const driven = results.filter(({ state }) => state === 'contradicted' || AGREED.includes(state)).length;
  return `${driven} of ${counted(results.length, 'persona')} driven to the end.`;
}

/** What a contract demands of a proof is met by no weaker lane. */
function nonLive({ lane, demanded }: ProofFacts): Proof['non_live_proof'] {
  const asked = `The contract demands a proof in the lane ${demanded.lane}`;
  if (satisfies(lane, demanded.lane))
    return { state: 'met', reason: `${asked}; this one is ${lane} and counts for ${daysOf(demanded.max_age)}.` };
  return { state: 'unmet', reason: `${asked}; this one is ${lane}, which is never taken for it.` };
}

function daysOf(duration: string): string {
  return counted(Number.parseInt(duration.slice(1), 10), 'day');
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
