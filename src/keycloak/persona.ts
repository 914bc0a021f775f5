import { z } from 'zod';

const counts = z.record(z.string(), z.int());
const values = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What a person clicks when a page shows, instead of answering it. */
export const CLICKS = [
  'refresh',
  'back',
  'forward',
  'restart',
  'continue',
  'register',
  'login',
  'manual',
  'forge',
] as const;

/**
 * A person in front of the browser: who, and how this person deviates from the right answer. Attempts of one kind come in the
 * order empty, wrong, right. Kinds: `username`, `password`, `otp`, `recovery`, `enroll`, `new_password`, `terms`, `consent`.
 */
export const personaSchema = z.object({
  username: z.string(),
  wrong: counts.optional(),
  empty: counts.optional(),
  /** A code given a second time. */
  reuse: counts.optional(),
  /** How often, per page, another way is asked for; `choose[0]` is then looked for in the list. */
  try_another_way: counts.optional(),
  choose: z.array(z.string()).optional(),
  /** What is typed as the username, one per question; the last one stays. */
  types: z.array(z.string()).optional(),
  /** Index of the OTP device picked in the chooser. */
  device: z.int().optional(),
  /** Per code page: which device is picked, and whose code is given. */
  otp_plan: z.array(z.strictObject({ device: z.int().optional(), code_of: z.int().optional() })).optional(),
  label: z.string().optional(),
  /** Values for profile pages; a list: one per page, the last one stays. */
  profile: z.union([values, z.array(values)]).optional(),
  register: z.union([values, z.array(values)]).optional(),
  click: z.array(z.strictObject({ on: z.string(), do: z.enum(CLICKS) })).optional(),
  stop_on: z.union([z.string(), z.array(z.string())]).optional(),
  stop_after: z.int().optional(),
  /** Fields changed once on a page before it is sent. */
  tamper: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  /** Pages on which the cancel button is pressed. */
  cancel: z.array(z.string()).optional(),
  organization: z.string().optional(),
});
export type Persona = z.infer<typeof personaSchema>;
