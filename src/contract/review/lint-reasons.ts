import type { LintFinding } from '../../keycloak/lint/rule.ts';
import type { Reason } from './reason.ts';
import type { ReviewInput } from './review.ts';

/** What the lint finds in the realm after the change; what it found before as well is told apart. */
export function lintReasons({ contract, before, after }: ReviewInput): Reason[] {
  const isChanged = contract.provider_state.change !== undefined;
  const known = new Set(isChanged ? before.lint.map(placeOf) : []);
  return after.lint.map((finding) => {
    const { rule, severity, at, message, help } = finding;
    return { rule, severity, at, message, help, ...(known.has(placeOf(finding)) && { existing: true }) };
  });
}

/** Messages name personas and predictions, which differ between two realms with the same trap. */
function placeOf({ rule, at }: LintFinding): string {
  return JSON.stringify([rule, at]);
}
