import { z } from 'zod';
import { lane } from '../trace.ts';
import { expectedState } from './expected-state.ts';
import { invariant } from './invariant.ts';
import { id, persona } from './persona.ts';
import { type stopCondition, stopRollback } from './stop-rollback.ts';

export type Persona = z.infer<typeof persona>;
export type { ExpectedState } from './expected-state.ts';
export type Invariant = z.infer<typeof invariant>;
export type StopCondition = z.infer<typeof stopCondition>;

/** One operation of Keycloak's Admin REST API, `path` relative to `/admin/realms/{realm}`. */
const adminOperation = z.strictObject({
  method: z.enum(['POST', 'PUT', 'DELETE']),
  path: z
    .string()
    .startsWith('/')
    .meta({ description: 'Below /admin/realms/{realm}, such as /authentication/executions/{id}.' }),
  body: z.unknown().optional().meta({ description: 'The representation that is sent.' }),
});
export type AdminOperations = readonly z.infer<typeof adminOperation>[];

const change = z
  .union([
    z.strictObject({ target: z.string().meta({ description: 'Export of the realm as it is to become.' }) }),
    z.strictObject({ operations: z.array(adminOperation).min(1).meta({ description: 'Admin API calls, in order.' }) }),
  ])
  .meta({ description: 'What is done to the realm: a target export, or operations of the Admin API.' });

const providerState = z.strictObject({
  provider: z.literal('keycloak'),
  version: z
    .string()
    .regex(/^\d+\.\d+(\.\d+)?$/, 'expected a Keycloak version such as 26.7.3')
    .meta({ description: 'Version of the server, such as 26.7.3.' }),
  realm: z.string().meta({ description: 'Realm export before the change, relative to this file.' }),
  change: change.optional(),
  client: z.string().meta({ description: 'Client id of the application that sends people to the login.' }),
  redirect_uri: z.url().meta({ description: 'Where the application wants them back.' }),
  params: z
    .record(z.string(), z.string())
    .default({})
    .meta({ description: 'Further parameters of the authorization request, such as acr_values.' }),
});

const helperStateMachine = z.strictObject({
  journey: id.meta({ description: 'Name of the journey machine that drives the browser.' }),
  unknown_state: z.literal('stop').meta({ description: 'What is done on a page nobody knows.' }),
  artifacts: z
    .array(z.enum(['redacted_screenshot', 'trace']))
    .min(1)
    .meta({ description: 'What is kept of each page.' }),
  redaction: z.literal('allow_list').meta({ description: 'Only what is listed is ever seen in evidence.' }),
});

/** `P1D` to `P3650D`: a day at least, ten years at most. */
const MAX_AGE = /^P(?:[1-9]\d{0,2}|[12]\d{3}|3[0-5]\d{2}|36[0-4]\d|3650)D$/;

const nonLiveProof = z.strictObject({
  lane: lane.meta({ description: 'Where the proof runs; simulated proves nothing about a realm.' }),
  max_age: z
    .string()
    .regex(MAX_AGE, 'expected an ISO 8601 duration from P1D to P3650D, such as P30D')
    .meta({ description: 'How old a proof may become, from P1D to P3650D, such as P30D.' }),
});

/** A finding of the review that somebody answers for; `at` narrows it to one place. */
const acceptedFinding = z.strictObject({
  rule: z.string().meta({ description: 'Rule of the realm lint, such as L-16, or undecided, which needs its place.' }),
  at: z.string().optional().meta({ description: 'Only the finding at this place, as the review shows it.' }),
  owner: z.string().min(1).meta({ description: 'Who answers for it.' }),
  reason: z.string().min(1).meta({ description: 'Why it is accepted.' }),
});
export type AcceptedFinding = z.infer<typeof acceptedFinding>;

/**
 * A change of the realm of which this contract says nothing, on purpose: an id of `contract strength`. Behind its
 * operator `*` stands for any text: `client.attribute-added@*=+acr.loa.map`.
 */
const acceptedMutant = z.strictObject({
  mutant: z
    .string()
    .regex(/^[^@*]+@/, 'expected an operator without *, then @ and a place, such as client.attribute-added@*')
    .meta({ description: 'Id of a mutant, operator@place=value; * stands for any text behind the @.' }),
  reason: z.string().min(1).meta({ description: 'Why nothing is said of it.' }),
});

/** The six inputs of the Flow Contract Review Gate, one contract per file in `flows/contracts/`. */
export const contract = z.strictObject({
  version: z.literal(1).meta({ description: 'Version of this format.' }),
  id: id.meta({ description: 'Lower-case id of the contract, unique in its folder.' }),
  title: z.string().min(1).meta({ description: 'What the change promises, in one sentence.' }),
  provider_state: providerState.meta({
    description: 'Input 1: server, realm, change, and the login that is asked for.',
  }),
  identity_graph: z
    .strictObject({ personas: z.array(persona).min(1) })
    .meta({ description: 'Input 2: everybody whose journey matters, each in a known condition.' }),
  expected_states: z
    .record(id, z.array(expectedState).min(1))
    .meta({ description: 'Input 3: per persona the browser states of the journey, in order.' }),
  invariants: z
    .array(invariant)
    .default([])
    .meta({ description: 'What holds on every way through a login, whatever is answered.' }),
  helper_state_machine: helperStateMachine.meta({
    description: 'Input 4: what drives the browser, and what it keeps.',
  }),
  non_live_proof: nonLiveProof.meta({ description: 'Input 5: where the journeys are proved before anything is live.' }),
  stop_rollback: stopRollback.meta({ description: 'Input 6: when to stop, who rolls back, what is handed back.' }),
  accepted_findings: z
    .array(acceptedFinding)
    .default([])
    .meta({ description: 'Findings of the review that somebody answers for.' }),
  accepted_mutants: z
    .array(acceptedMutant)
    .default([])
    .meta({ description: 'Changes of the realm of which this contract says nothing, on purpose.' }),
});
export type Contract = z.infer<typeof contract>;

/** JSON Schema (draft-07, which editors understand) of `flows/contracts/*.yaml`. */
export function contractJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(contract, { target: 'draft-7', io: 'input' });
}
