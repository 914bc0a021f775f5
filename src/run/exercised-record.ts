import type { Exercised } from '../contract/exercised.ts';
import type { JourneyRecord } from '../journal.ts';

/** The edges of a journey as they are written down: plain data of the schema, which knows no read-only lists. */
export function exercisedRecord({ edges, ...rest }: Exercised): NonNullable<JourneyRecord['exercised']> {
  return { ...rest, edges: [...edges] };
}
