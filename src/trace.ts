import { z } from 'zod';

/** What a contract speaks of; every page maps to exactly one (`contract/screens.ts`). */
export const BROWSER_STATES = [
  'login',
  'mfa_challenge',
  'mfa_enrollment',
  'required_action',
  'consent',
  'select_authenticator',
  'callback',
  'callback_error',
  'blocked',
  'excluded',
  'error',
  'unknown',
] as const;
export const browserState = z.enum(BROWSER_STATES);
export type BrowserState = z.infer<typeof browserState>;

/** Where a journey ran. `simulated` is the embedded provider and proves nothing about a realm. */
export const LANES = ['simulated', 'disposable', 'kind', 'dev', 'demo'] as const;
export const lane = z.enum(LANES);
export type Lane = z.infer<typeof lane>;

/** Why the provider shows this page: the execution that decided, its requirement, and the rule applied. */
export const because = z.strictObject({ execution: z.string(), requirement: z.string(), rule: z.string() });
export type Because = z.infer<typeof because>;

/** What cannot be known from the input, and why. Never a guess. */
export const unsupported = z.strictObject({ what: z.string(), reason: z.string() });
export type Unsupported = z.infer<typeof unsupported>;

/**
 * One page as shown. `page` is Keycloak's `data-page-id` without its leading `login-`
 * (`login`, `login-otp`), or `callback`, `portal…` for pages of the application.
 */
export const step = z.strictObject({
  page: z.string(),
  state: browserState,
  message: z.string().optional(),
  because: because.optional(),
  picture: z.string().optional(),
});
export type Step = z.infer<typeof step>;

/** How a journey ended. `stopped` is our own decision: an unknown or unexpected page. */
export const END_KINDS = ['callback', 'callback-error', 'error', 'blocked', 'stopped', 'unknown'] as const;
export const end = z.strictObject({
  kind: z.enum(END_KINDS),
  error: z.string().optional(),
  reason: z.string().optional(),
});
export type End = z.infer<typeof end>;

/** A prediction and an observation have the same shape, and the same keys however they ended. */
export const trace = z.strictObject({ steps: z.array(step), end, unsupported: z.array(unsupported) });
export type Trace = z.infer<typeof trace>;
