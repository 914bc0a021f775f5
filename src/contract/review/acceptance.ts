import { pathText } from '../../document/fault.ts';
import { LINT_RULES } from '../../keycloak/lint/rules.ts';
import { placeText } from '../../problem.ts';
import type { AcceptedFinding, Contract } from '../contract.ts';
import { pathOf, UNDECIDED } from './expectation-reasons.ts';
import type { Undecided } from './expectations.ts';
import type { Accepted, Reason } from './reason.ts';
import type { ReviewInput } from './review.ts';

/** Findings by whether somebody answers for them, and acceptances of what cannot be accepted or is not found any more. */
export interface Acceptance {
  readonly accepted: readonly Accepted[];
  readonly open: readonly Reason[];
  readonly invalid: readonly Reason[];
}

/** Lint findings and what cannot be decided can be accepted; everything else is mended in the contract or in the realm. */
export function acceptance(
  { contract, place }: Pick<ReviewInput, 'contract' | 'place'>,
  all: readonly Reason[],
): Acceptance {
  const rows = contract.accepted_findings;
  const covering = (reason: Reason) => rows.find((row) => covers(row, reason));
  const invalid = rows.flatMap((row, index) => {
    const why = refusalOf(row) ?? (all.some((reason) => means(row, reason)) ? undefined : gone(row));
    return why ? [{ ...why, at: placeText(place(['accepted_findings', index])) }] : [];
  });
  const accepted = all.flatMap((finding) => {
    const row = covering(finding);
    return row ? [{ finding, owner: row.owner, reason: row.reason }] : [];
  });
  return { accepted, open: all.filter((reason) => !covering(reason)), invalid };
}

/** Whether somebody answers for it that this expectation cannot be decided. */
export function isAnsweredFor({ accepted_findings }: Contract, undecided: Undecided): boolean {
  const path = pathText(pathOf(undecided));
  const isHere = ({ at }: AcceptedFinding) => at === path || at?.endsWith(` ${path}`);
  return !undecided.cut && accepted_findings.some((row) => isUndecided(row) && isHere(row));
}

/** What a higher limit may decide is looked at, not accepted. */
function covers(row: AcceptedFinding, reason: Reason): boolean {
  return !reason.cut && !refusalOf(row) && means(row, reason);
}

function means({ rule, at }: AcceptedFinding, reason: Reason): boolean {
  if (rule.toUpperCase() !== reason.rule.toUpperCase()) return false;
  return at === undefined || reason.at === at || reason.at.endsWith(` ${at}`);
}

function isUndecided({ rule }: AcceptedFinding): boolean {
  return rule.toUpperCase() === UNDECIDED.toUpperCase();
}

type Why = Omit<Reason, 'at'>;

function refusalOf(row: AcceptedFinding): Why | undefined {
  if (isUndecided(row)) return row.at === undefined ? WITHOUT_PLACE : undefined;
  return LINT_RULES.has(row.rule.toUpperCase()) ? undefined : notAcceptable(row);
}

const WITHOUT_PLACE: Why = {
  rule: 'accepted-without-place',
  severity: 'error',
  message: 'undecided is accepted without a place: nobody answers for whatever cannot be decided',
  help: 'Add at, the place of the expectation as the review shows it, such as invariants[0].never_reaches.',
};

function notAcceptable({ rule }: AcceptedFinding): Why {
  return {
    rule: 'finding-not-acceptable',
    severity: 'error',
    message: `${rule} cannot be accepted: it is neither a rule of the realm lint nor undecided`,
    help: 'Remove the entry from accepted_findings, and mend what the finding is about.',
  };
}

function gone({ rule, at }: AcceptedFinding): Why {
  const place = at === undefined ? '' : ` at ${at}`;
  return {
    rule: 'accepted-finding-gone',
    severity: 'warning',
    message: `${rule}${place} is accepted, and is not found`,
    help: 'Remove the entry from accepted_findings, or correct its rule and place.',
  };
}
