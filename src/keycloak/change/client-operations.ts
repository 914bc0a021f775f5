import { z } from 'zod';
import { adminPath } from './admin-path.ts';
import { boundFlow, unknownName } from './known.ts';
import { merged, previous } from './merged-texts.ts';
import { type AdminOperation, type Call, operationRow } from './operation.ts';
import type { DraftClient, DraftFlow, RealmDraft } from './realm-draft.ts';

const on = z.boolean().optional();
const word = z.string().optional();

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
    return [
      { method: 'PUT', path: adminPath('/clients/{client}', { client: client.clientId }), body },
    ] satisfies AdminOperation[];
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
