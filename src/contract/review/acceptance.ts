import { placeText } from '../../problem.ts';
import type { AcceptedFinding } from '../contract.ts';
import { EXPECTATION_RULES } from './expectation-reasons.ts';
import type { Accepted, Reason } from './reason.ts';
import type { ReviewInput } from './review.ts';

/** Findings by whether somebody answers for them, and acceptances of what is not found any more. */
export interface Acceptance {
  readonly accepted: readonly Accepted[];
  readonly open: readonly Reason[];
  readonly gone: readonly Reason[];
}

/** Lint findings and what cannot be decided can be accepted; a broken promise is mended in the contract or in the realm. */
export function acceptance(
  { contract, place }: Pick<ReviewInput, 'contract' | 'place'>,
  all: readonly Reason[],
): Acceptance {
  const rows = contract.accepted_findings;
  const covering = (reason: Reason) => rows.find((row) => covers(row, reason));
  const gone = rows.flatMap((row, index) =>
    all.some((reason) => covers(row, reason)) ? [] : [goneReason(row, placeText(place(['accepted_findings', index])))],
  );
  const accepted = all.flatMap((finding) => {
    const row = covering(finding);
    return row ? [{ finding, owner: row.owner, reason: row.reason }] : [];
  });
  return { accepted, open: all.filter((reason) => !covering(reason)), gone };
}

function covers({ rule, at }: AcceptedFinding, reason: Reason): boolean {
  if (EXPECTATION_RULES.has(reason.rule) || rule.toUpperCase() !== reason.rule.toUpperCase()) return false;
  return at === undefined || reason.at === at || reason.at.endsWith(` ${at}`);
}

function goneReason({ rule, at }: AcceptedFinding, where: string): Reason {
  const place = at === undefined ? '' : ` at ${at}`;
  return {
    rule: 'accepted-finding-gone',
    severity: 'warning',
    at: where,
    message: `${rule}${place} is accepted, and is not found`,
    help: 'Remove the entry from accepted_findings, or correct its rule and place.',
  };
}
