import { isConditional, type Spot } from './live-level.ts';
import type { Subject } from './subject.ts';

/** The conditions of one provider that decide about the subflow they are in. */
export function guardConditions({ levels }: Subject, provider: string): Spot[] {
  return levels
    .filter(isConditional)
    .flatMap((live) => live.level.conditions.map((execution) => ({ ...live, execution })))
    .filter(({ execution }) => execution.authenticator === provider);
}
