import { z } from 'zod';
import { BROWSER_STATES, type BrowserState, lane } from '../trace.ts';
import { deviation } from './deviation.ts';

/** Kinds of credential a persona may hold when the journey begins. Their values are generated for the run. */
export const CREDENTIALS = ['password', 'otp', 'recovery-codes', 'webauthn'] as const;

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a lower-case id such as staff-with-otp');

/** A user in a known condition. Roles are realm roles, or `client:role`; groups are paths. */
export const persona = z.strictObject({
  id,
  description: z.string().min(1),
  enabled: z.boolean().default(true),
  roles: z.array(z.string()).default([]),
  groups: z.array(z.string()).default([]),
  attributes: z.record(z.string(), z.array(z.string())).default({}),
  credentials: z.array(z.enum(CREDENTIALS)).default(['password']),
  required_actions: z.array(z.string()).default([]),
  service_account_of: z.string().optional(),
  excluded: z.boolean().default(false),
  break_glass: z.boolean().default(false),
  deviate: deviation.default({}),
});
export type Persona = z.infer<typeof persona>;

/** `mfa_challenge`, or `mfa_challenge/login-otp` where the page matters as well. */
export const expectedState = z.string().transform((text, context) => {
  const [state, page] = text.split('/', 2);
  const known = BROWSER_STATES.find((candidate): candidate is BrowserState => candidate === state);
  if (known) return page ? { state: known, page } : { state: known };
  context.addIssue({ code: 'custom', message: `expected one of ${BROWSER_STATES.join(', ')}`, input: text });
  return z.NEVER;
});
export type ExpectedState = z.infer<typeof expectedState>;

/** One operation of Keycloak's Admin REST API, `path` relative to `/admin/realms/{realm}`. */
const adminOperation = z.strictObject({
  method: z.enum(['POST', 'PUT', 'DELETE']),
  path: z.string().startsWith('/'),
  body: z.unknown().optional(),
});
export type AdminOperations = readonly z.infer<typeof adminOperation>[];

const providerState = z.strictObject({
  provider: z.literal('keycloak'),
  version: z.string().regex(/^\d+\.\d+(\.\d+)?$/, 'expected a Keycloak version such as 26.7.3'),
  realm: z.string(),
  change: z
    .union([z.strictObject({ target: z.string() }), z.strictObject({ operations: z.array(adminOperation).min(1) })])
    .optional(),
  client: z.string(),
  redirect_uri: z.url(),
  params: z.record(z.string(), z.string()).default({}),
});

/** What holds on every way through a persona's login, whatever is answered; `personas` (all) without `except`. */
const invariant = z.strictObject({
  no_callback_without: z.array(z.enum(BROWSER_STATES)).min(1).optional(),
  never_reaches: z.enum(BROWSER_STATES).optional(),
  always_ends_in: z.array(z.enum(BROWSER_STATES)).min(1).optional(),
  at_most: z.strictObject({ times: z.int().min(0), state: z.enum(BROWSER_STATES) }).optional(),
  personas: z.array(id).optional(),
  except: z.array(id).optional(),
});
export type Invariant = z.infer<typeof invariant>;

const helperStateMachine = z.strictObject({
  journey: id,
  unknown_state: z.literal('stop'),
  artifacts: z.array(z.enum(['redacted_screenshot', 'trace'])).min(1),
  redaction: z.literal('allow_list'),
});

const nonLiveProof = z.strictObject({
  lane,
  max_age: z.string().regex(/^P\d+D$/, 'expected an ISO 8601 duration in days such as P30D'),
});

const said = { says: z.string().min(1), personas: z.array(id).optional(), except: z.array(id).optional() };

/** What ends a proof at once: a page nobody knows, rows that differ, a state reached, an arrival without a state. */
const stopCondition = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('unknown_page'), ...said }),
  z.strictObject({ when: z.literal('disagreement'), ...said }),
  z.strictObject({ when: z.literal('reaches'), states: z.array(z.enum(BROWSER_STATES)).min(1), ...said }),
  z.strictObject({ when: z.literal('callback_without'), states: z.array(z.enum(BROWSER_STATES)).min(1), ...said }),
]);
export type StopCondition = z.infer<typeof stopCondition>;

const stopRollback = z.strictObject({
  stop_conditions: z.array(stopCondition).min(1),
  rollback_owner: z.string(),
  delete_owner: z.string(),
  source_realm_readback: z.string(),
  cleanup: z.string(),
  evidence_handback: z.string(),
});

/** A finding of the realm lint that somebody answers for; `at` narrows it to one place of the export. */
const acceptedFinding = z.strictObject({
  rule: z.string(),
  at: z.string().optional(),
  owner: z.string().min(1),
  reason: z.string().min(1),
});

/** A change of the realm of which this contract says nothing, on purpose. */
const acceptedMutant = z.strictObject({ mutant: z.string(), reason: z.string().min(1) });

/** The six inputs of the Flow Contract Review Gate, one contract per file in `flows/contracts/`. */
export const contract = z.strictObject({
  version: z.literal(1),
  id,
  title: z.string().min(1),
  provider_state: providerState,
  identity_graph: z.strictObject({ personas: z.array(persona).min(1) }),
  expected_states: z.record(id, z.array(expectedState).min(1)),
  invariants: z.array(invariant).default([]),
  helper_state_machine: helperStateMachine,
  non_live_proof: nonLiveProof,
  stop_rollback: stopRollback,
  accepted_findings: z.array(acceptedFinding).default([]),
  accepted_mutants: z.array(acceptedMutant).default([]),
});
export type Contract = z.infer<typeof contract>;
