import { placeText } from '../../problem.ts';
import type { Reason } from './reason.ts';
import type { ReviewInput } from './review.ts';

/** A proof that could not prove anything about the realm. */
export function proofReasons({ contract: { non_live_proof }, place }: ReviewInput): Reason[] {
  if (non_live_proof.lane !== 'simulated') return [];
  return [
    {
      rule: 'proof-simulated',
      severity: 'error',
      at: placeText(place(['non_live_proof', 'lane'])),
      message: 'the lane simulated is the prediction seen through a browser: it proves nothing about a realm',
      help: 'Ask for the lane disposable.',
    },
  ];
}
