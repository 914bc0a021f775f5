import { z } from 'zod';

/** Anything a person can read: never empty, never blanks, dashes or invisible characters alone. */
export const text = z.string().regex(/[\p{L}\p{N}]/u, 'expected text with a letter or a digit');

/** A follow-up task, for example `HARNESS-FIX-AUTH-001`. */
export const task = z
  .string()
  .regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/, 'expected a task id such as HARNESS-FIX-AUTH-001');

/** A calendar date, `YYYY-MM-DD`; the day itself still counts. A date that nobody lives to see is none. */
export const date = z.iso
  .date('expected a calendar date such as 2030-12-31')
  .regex(/^20/, 'expected a calendar date of this century such as 2030-12-31');

/** An explicit gap: what is missing, and the task that owns it. */
export const gap = z.strictObject({ gap: text, task });
export type Gap = z.infer<typeof gap>;

/** Where something is written down, or the gap. Never an empty string. */
export const anchor = z.union([z.strictObject({ ref: text }), gap]);

/** An answer in words, or the gap. */
export const answer = z.union([text, gap]);

/** True for a value of a matrix that is a gap in place of an answer. */
export function isGap(value: unknown): value is Gap {
  return typeof value === 'object' && value !== null && 'gap' in value;
}
