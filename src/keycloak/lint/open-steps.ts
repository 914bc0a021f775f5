import { USER_CONFIGURED } from '../provider-ids.ts';
import { authenticatorOf } from '../step/authenticators.ts';
import { isGuardedBy, type Spot } from './live-level.ts';
import type { Subject } from './subject.ts';

/** REQUIRED steps to which those come as well who do not own the factor. */
export function openSteps({ steps }: Subject): Spot[] {
  return steps.filter((spot) => spot.execution.requirement === 'REQUIRED' && !isGuardedBy(spot, USER_CONFIGURED));
}

/** The required actions that a step needs in order to be set up on the way. */
export function setUpActions({ execution }: Spot): readonly string[] {
  return authenticatorOf(execution.authenticator ?? '')?.required_actions ?? [];
}
