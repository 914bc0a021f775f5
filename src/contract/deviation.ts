import { z } from 'zod';

/** Kinds of wrong or empty answers that can be planned, as in `{ wrong: { otp: 1 } }`: slots, and questions to decline. */
const KINDS = ['username', 'password', 'otp', 'recovery', 'enroll', 'terms', 'consent'] as const;
export type Kind = (typeof KINDS)[number];

const attempts = z.partialRecord(z.enum(KINDS), z.int().positive());

/** How a persona departs from the right answer. Order of attempts: empty, wrong, right. */
export const deviation = z.strictObject({
  wrong: attempts.optional(),
  empty: attempts.optional(),
  /** On these pages, that many times, "Try Another Way" is followed. */
  try_another_way: z.record(z.string(), z.int().positive()).optional(),
  /** Part of the label picked from the list of other ways, in order. */
  choose: z.array(z.string()).optional(),
});
export type Deviation = Readonly<z.input<typeof deviation>>;
