import { DENY_ACCESS } from '../provider-ids.ts';
import { REFERENCE_CATEGORIES } from '../step/reference-categories.ts';
import { FACTORS } from './cast.ts';

/** Whether the step of this provider asks for a second factor. */
export function isSecondFactor(provider: string | undefined): boolean {
  return FACTORS.has(REFERENCE_CATEGORIES.get(provider ?? '') ?? '');
}

/** A second factor or a refusal: what a flow demands of somebody who has given a password. */
export function isDemand(provider: string | undefined): boolean {
  return provider === DENY_ACCESS || isSecondFactor(provider);
}
