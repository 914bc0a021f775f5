import { z } from 'zod';
import { builtInActions } from '../read/built-in-actions.ts';
import { flowNamed } from './flow-tree.ts';
import { unknownName } from './known.ts';
import { type AdminOperation, type Call, operationRow } from './operation.ts';
import type { DraftClient, DraftFlow, RealmDraft } from './realm-draft.ts';

const on = z.boolean().optional();
const number = z.int().min(0).optional();
const word = z.string().optional();

/** Members of a realm that decide about logins. `null` takes an attribute away; attributes that are not named stay. */
const switches = z.strictObject({
  enabled: on,
  registrationAllowed: on,
  rememberMe: on,
  verifyEmail: on,
  loginWithEmailAllowed: on,
  resetPasswordAllowed: on,
  editUsernameAllowed: on,
  internationalizationEnabled: on,
  bruteForceProtected: on,
  permanentLockout: on,
  maxTemporaryLockouts: number,
  bruteForceStrategy: z.enum(['MULTIPLE', 'LINEAR']).optional(),
  failureFactor: number,
  waitIncrementSeconds: number,
  maxFailureWaitSeconds: number,
  minimumQuickLoginWaitSeconds: number,
  quickLoginCheckMilliSeconds: number,
  maxDeltaTimeSeconds: number,
  ssoSessionIdleTimeout: number,
  ssoSessionMaxLifespan: number,
  accessCodeLifespanLogin: number,
  accessCodeLifespanUserAction: number,
  passwordPolicy: word,
  browserFlow: word,
  registrationFlow: word,
  directGrantFlow: word,
  resetCredentialsFlow: word,
  attributes: z.record(z.string(), z.string().nullable()).optional(),
});

/** The members above that are aliases of flows. */
const BOUND = ['browserFlow', 'registrationFlow', 'directGrantFlow', 'resetCredentialsFlow'] as const;

/** Source: `RealmAdminResource.updateRealm`: what is left out stays, but attributes are replaced as a whole. */
export const updateRealm = operationRow({
  method: 'PUT',
  path: '/',
  body: switches,
  apply: (draft, call) => {
    const { attributes, ...members } = call.body;
    for (const key of BOUND) {
      const alias = call.body[key];
      if (alias !== undefined) boundFlow(draft, alias, ['body', key], call);
    }
    Object.assign(draft.realm, members);
    if (attributes) draft.realm.attributes = merged(draft.realm.attributes, attributes, null);
  },
  undo: ({ before: { realm } }, { body }) => {
    const { attributes, ...members } = body;
    const was = Object.keys(members).map((key) => [key, realm[key] ?? (key === 'passwordPolicy' ? '' : undefined)]);
    if (was.some(([, value]) => value === undefined)) return undefined;
    const texts = attributes && previous(realm.attributes, Object.keys(attributes), null);
    return [{ method: 'PUT', path: '/', body: { ...Object.fromEntries(was), ...(texts && { attributes: texts }) } }];
  },
});

/** Source: `RepresentationToModel.updateRealm`: an unknown alias would leave the realm without a flow. */
function boundFlow(
  draft: RealmDraft,
  alias: string,
  path: readonly string[],
  { refused }: Pick<Call<string, unknown>, 'refused'>,
): DraftFlow {
  const known = draft.realm.authenticationFlows.filter(({ topLevel }) => topLevel).map((flow) => flow.alias);
  const flow = flowNamed(draft, alias);
  if (!flow) throw refused(unknownName('flow', alias, { path, known }));
  if (flow.topLevel) return flow;
  throw refused({ path, what: `"${alias}" is a subflow`, expected: known.join(', '), next: 'Name a top-level flow.' });
}

/** Texts with some of them replaced; the value `none` takes one away. */
function merged(
  texts: Readonly<Record<string, string | null | undefined>> | null | undefined,
  changed: Readonly<Record<string, string | null>>,
  none: string | null,
): Record<string, string | null | undefined> {
  return Object.fromEntries(Object.entries({ ...texts, ...changed }).filter(([, value]) => value !== none));
}

function previous(
  texts: Readonly<Record<string, string | null | undefined>> | null | undefined,
  keys: readonly string[],
  none: string | null,
): Record<string, string | null> {
  return Object.fromEntries(keys.map((key) => [key, texts?.[key] ?? none]));
}

/** The alias is matched with case. Source: `AuthenticationManagementResource.updateRequiredAction`. */
export const updateRequiredAction = operationRow({
  method: 'PUT',
  path: '/authentication/required-actions/{action}',
  body: z.strictObject({
    name: z.string().optional(),
    enabled: on,
    defaultAction: on,
    priority: number,
    config: z.record(z.string(), z.string()).optional(),
  }),
  apply: (draft, call) => {
    const action = knownAction(draft, call);
    Object.assign(action, call.body);
  },
  undo: ({ before }, call) => {
    const { alias, name, enabled, defaultAction, priority, config } = knownAction(before, call);
    const was = { name: name ?? alias, enabled: enabled ?? false, defaultAction: defaultAction ?? false };
    const body = { ...was, priority: priority ?? 0, config: config ?? {} };
    return [{ method: 'PUT', path: `/authentication/required-actions/${alias}`, body }];
  },
});

function knownAction(
  { realm, traits }: RealmDraft,
  { params, refused }: Call<'/authentication/required-actions/{action}', unknown>,
) {
  realm.requiredActions ??= builtInActions(traits).map(({ provider_id, default_action, config, ...action }) => {
    return { ...action, providerId: provider_id, defaultAction: default_action, config: { ...config } };
  });
  const found = realm.requiredActions.find(({ alias }) => alias === params.action);
  const known = realm.requiredActions.map(({ alias }) => alias);
  if (!found) throw refused(unknownName('required action', params.action, { path: ['path'], known }));
  return found;
}

/** By client id; the browser flow of a client is named by its alias, `''` takes it away, as it takes an attribute away. */
export const updateClient = operationRow({
  method: 'PUT',
  path: '/clients/{client}',
  body: z.strictObject({
    name: word,
    enabled: on,
    standardFlowEnabled: on,
    implicitFlowEnabled: on,
    consentRequired: on,
    redirectUris: z.array(z.string()).optional(),
    rootUrl: word,
    baseUrl: word,
    attributes: z.record(z.string(), z.string()).optional(),
    authenticationFlowBindingOverrides: z.strictObject({ browser: z.string() }).optional(),
  }),
  apply: (draft, call) => {
    const client = knownClient(draft, call);
    const { attributes, authenticationFlowBindingOverrides: overrides, ...members } = call.body;
    Object.assign(client, members);
    if (attributes) client.attributes = texts(merged(client.attributes, attributes, ''));
    if (overrides) client.authenticationFlowBindingOverrides = bound(draft, client, overrides.browser, call);
  },
  undo: ({ before }, call) => {
    const client = knownClient(before, call);
    const { attributes, authenticationFlowBindingOverrides: overrides, ...members } = call.body;
    const was = Object.keys(members).map((key) => [key, client[key] ?? UNSET[key]]);
    if (was.some(([, value]) => value === undefined)) return undefined;
    const body = {
      ...Object.fromEntries(was),
      ...(attributes && { attributes: previous(client.attributes, Object.keys(attributes), '') }),
      ...(overrides && { authenticationFlowBindingOverrides: { browser: browserOf(before, client) } }),
    };
    return [{ method: 'PUT', path: `/clients/${client.clientId}`, body }] satisfies AdminOperation[];
  },
});

/** What an export leaves out where nothing is set. */
const UNSET: Readonly<Record<string, unknown>> = { name: '', rootUrl: '', baseUrl: '', redirectUris: [] };

function texts(record: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).flatMap(([key, value]) => (value == null ? [] : [[key, value]])));
}

function knownClient({ realm }: RealmDraft, { params, refused }: Call<'/clients/{client}', unknown>): DraftClient {
  const found = realm.clients.find(({ clientId }) => clientId === params.client);
  const known = realm.clients.map(({ clientId }) => clientId);
  if (!found) throw refused(unknownName('client', params.client, { path: ['path'], known }));
  return found;
}

/** An export binds by the id of the flow, so that the flow must have one. */
function bound(draft: RealmDraft, client: DraftClient, alias: string, call: Pick<Call<string, unknown>, 'refused'>) {
  const { browser: _browser, ...others } = client.authenticationFlowBindingOverrides ?? {};
  if (alias === '') return others;
  const flow = boundFlow(draft, alias, ['body', 'authenticationFlowBindingOverrides', 'browser'], call);
  flow.id ??= flowId(draft, flow);
  return { ...others, browser: flow.id };
}

function browserOf({ realm }: RealmDraft, { authenticationFlowBindingOverrides }: DraftClient): string {
  const id = authenticationFlowBindingOverrides?.['browser'];
  return realm.authenticationFlows.find((flow) => id && flow.id === id)?.alias ?? '';
}

/** An id of Keycloak's shape for a flow that has none yet: its place in the document, which no server's id looks like. */
function flowId({ realm }: RealmDraft, flow: DraftFlow): string {
  return `00000000-0000-4000-8000-${String(realm.authenticationFlows.indexOf(flow)).padStart(12, '0')}`;
}
