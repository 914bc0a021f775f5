import { placeText } from '../../problem.ts';
import type { Lane } from '../../trace.ts';
import type { Reason } from './reason.ts';
import type { ReviewInput } from './review.ts';

/** A proof that could not prove anything about the realm, or that nothing can make. */
export function proofReasons({ contract: { non_live_proof }, place }: ReviewInput): Reason[] {
  const refused = REFUSED[non_live_proof.lane];
  if (!refused) return [];
  const at = placeText(place(['non_live_proof', 'lane']));
  return [{ ...refused, severity: 'error', at, help: 'Ask for the lane disposable.' }];
}

type Refused = Pick<Reason, 'rule' | 'message'>;

/** Lanes that no contract may ask for, and why. */
const REFUSED: Readonly<Record<Lane, Refused | undefined>> = {
  simulated: {
    rule: 'proof-simulated',
    message: 'the lane simulated is the prediction seen through a browser: it proves nothing about a realm',
  },
  disposable: undefined,
  kind: unreachable('kind'),
  dev: unreachable('dev'),
  demo: unreachable('demo'),
};

function unreachable(lane: Lane): Refused {
  return {
    rule: 'proof-out-of-reach',
    message: `no command of flowproof proves in the lane ${lane}: a proof runs on a Keycloak that is thrown away`,
  };
}
