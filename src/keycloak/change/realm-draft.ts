import { z } from 'zod';
import { Problem } from '../../problem.ts';
import { knownVersion, type Traits } from '../version.ts';

const execution = z.looseObject({
  authenticator: z.string().nullish(),
  authenticatorFlow: z.boolean().nullish(),
  flowAlias: z.string().nullish(),
  authenticatorConfig: z.string().nullish(),
  requirement: z.string(),
  priority: z.number().nullish(),
});
/** A row of a flow in an export. */
export type DraftExecution = z.infer<typeof execution>;

const flow = z.looseObject({
  id: z.string().nullish(),
  alias: z.string(),
  description: z.string().nullish(),
  providerId: z.string(),
  topLevel: z.boolean().nullish(),
  builtIn: z.boolean().nullish(),
  authenticationExecutions: z.array(execution),
});
/** A flow in an export. */
export type DraftFlow = z.infer<typeof flow>;

const texts = z.record(z.string(), z.string());
const config = z.looseObject({ alias: z.string(), config: texts.default({}) });

const action = z.looseObject({
  alias: z.string(),
  name: z.string().nullish(),
  enabled: z.boolean().nullish(),
  defaultAction: z.boolean().nullish(),
  priority: z.number().nullish(),
  config: texts.nullish(),
});

const client = z.looseObject({
  clientId: z.string(),
  attributes: texts.nullish(),
  authenticationFlowBindingOverrides: texts.nullish(),
});
/** A client in an export. */
export type DraftClient = z.infer<typeof client>;

const composites = z.looseObject({ realm: z.array(z.string()).optional() });
const role = z.looseObject({
  name: z.string(),
  composite: z.boolean().nullish(),
  composites: composites.nullish(),
});
/** A role in an export. */
export type DraftRole = z.infer<typeof role>;

const group = z.looseObject({ name: z.string(), realmRoles: z.array(z.string()).nullish() });
/** A group in an export; `subGroups` are not looked into. */
export type DraftGroup = z.infer<typeof group>;

const realm = z.looseObject({
  realm: z.string(),
  authenticationFlows: z.array(flow).default([]),
  authenticatorConfig: z.array(config).default([]),
  requiredActions: z.array(action).nullish(),
  clients: z.array(client).default([]),
  roles: z.looseObject({ realm: z.array(role).default([]) }).prefault({}),
  groups: z.array(group).default([]),
  attributes: z.record(z.string(), z.string().nullish()).nullish(),
});

/** A realm export that is being changed, as far as operations look into it. It shares nothing that they change with its source. */
export interface RealmDraft {
  readonly realm: z.infer<typeof realm>;
  readonly traits: Traits;
}

/** Copies a realm document to be changed as a server of that version would. Throws a `realm-invalid` problem. */
export function realmDraft(document: unknown, version: string): RealmDraft {
  const parsed = realm.safeParse(document);
  if (parsed.success) return { realm: parsed.data, traits: knownVersion(version).traits };
  throw new Problem({
    code: 'realm-invalid',
    what: `operations cannot be applied to this realm document: ${z.prettifyError(parsed.error)}`,
    expected: "a realm as Keycloak's export writes it",
    next: 'export the realm again, or correct it',
  });
}
