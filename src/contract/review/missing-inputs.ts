import { placeText } from '../../problem.ts';
import type { ContractFault } from '../parse-contract.ts';
import type { Reason } from './reason.ts';
import { nextOf, type Review } from './review.ts';

/** The review of a contract in which nothing is wrong except that something is not there. */
export function missingInputsReview(file: string, faults: readonly ContractFault[]): Review {
  const reasons = faults.map(missingReason);
  return {
    contract: '',
    title: '',
    file,
    version: '',
    verdict: 'request_changes',
    personas: [],
    reasons,
    notes: [],
    accepted: [],
    cannot_know: [
      { what: 'everything else', reason: 'nothing is predicted from a contract that is not complete', here: [] },
    ],
    next: reasons[0] ? nextOf(reasons[0]) : '',
  };
}

function missingReason({ at, what, expected, next }: ContractFault): Reason {
  const wanted = expected ? `; expected ${expected}` : '';
  return { rule: 'input-missing', severity: 'error', at: placeText(at), message: `${what}${wanted}`, help: next };
}
