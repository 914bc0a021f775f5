import type { DocumentPath } from '../../document/fault.ts';
import type { LintFinding } from '../../keycloak/lint/rule.ts';
import type { Place } from '../../problem.ts';
import type { Contract } from '../contract.ts';
import type { Ground } from '../foresee.ts';
import { acceptance } from './acceptance.ts';
import { emptyReasons } from './empty-reasons.ts';
import { expectationReasons } from './expectation-reasons.ts';
import type { Expectations } from './expectations.ts';
import { judgeExpectations } from './expectations.ts';
import type { Explorations } from './explorations.ts';
import { lintReasons } from './lint-reasons.ts';
import { type PersonaRows, personaRows } from './persona-rows.ts';
import { placeholderReasons } from './placeholder-reasons.ts';
import { proofReasons } from './proof-reasons.ts';
import type { Accepted, Reason } from './reason.ts';
import { standingUnknowns, type Unknown } from './standing-unknowns.ts';

/** One side of the change: the contract on that realm, what is known of it, and what the lint finds there. */
export interface Side {
  readonly ground: Ground;
  readonly explored: Explorations;
  readonly lint: readonly LintFinding[];
}

/** A contract with the realm before and after its change. Without a change both are one. */
export interface ReviewInput {
  readonly contract: Contract;
  readonly file: string;
  readonly before: Side;
  readonly after: Side;
  /** The realm document after the change. */
  readonly document: Readonly<Record<string, unknown>>;
  /** A change is named, and the realm after it says what it said before. */
  readonly changes_nothing: boolean;
  /** Position of a path of the contract in its text. */
  readonly place: (path: DocumentPath, on?: 'key' | 'value') => Place;
}

export type ReviewVerdict = 'approve' | 'request_changes';

/** What a reviewer is told. Plain data: the same for the terminal, Markdown and JSON. */
export interface Review {
  readonly contract: string;
  readonly title: string;
  readonly file: string;
  readonly version: string;
  readonly verdict: ReviewVerdict;
  readonly personas: readonly PersonaRows[];
  /** Why changes are requested; empty for an approval. */
  readonly reasons: readonly Reason[];
  /** What is no reason to refuse: warnings that were there before the change. */
  readonly notes: readonly Reason[];
  readonly accepted: readonly Accepted[];
  readonly cannot_know: readonly Unknown[];
  readonly next: string;
}

/** What an author or a realm can be told, in the order in which it is told. */
const SOURCES: readonly ((input: ReviewInput, judged: Expectations) => readonly Reason[])[] = [
  placeholderReasons,
  proofReasons,
  emptyReasons,
  expectationReasons,
  lintReasons,
];

/** Holds what a contract promises against what the engine predicts on its realm. Touches nothing. */
export function reviewContract(input: ReviewInput): Review {
  const { contract, file, before, after, document } = input;
  const judged = judgeExpectations(after.ground, after.explored);
  const all = SOURCES.flatMap((source) => source(input, judged));
  const { accepted, open, invalid } = acceptance(input, all);
  const reasons = [...open.filter(isReason), ...invalid];
  const personas = personaRows(contract, before.explored, after.explored);
  return {
    contract: contract.id,
    title: contract.title,
    file,
    version: contract.provider_state.version,
    verdict: reasons.length > 0 ? 'request_changes' : 'approve',
    personas,
    reasons,
    notes: open.filter((reason) => !isReason(reason)),
    accepted,
    cannot_know: standingUnknowns({ document, judged }),
    next: reasons[0] ? nextOf(reasons[0]) : `Prove it: npx flowproof contract prove ${contract.id} --provider keycloak`,
  };
}

/** A warning that the change did not bring is told, and stops nothing. */
function isReason({ severity, existing = false }: Reason): boolean {
  return severity === 'error' || (severity === 'warning' && !existing);
}

/** The first thing to do, and where. */
export function nextOf({ at, help }: Reason): string {
  return `${help} (${at})`;
}
