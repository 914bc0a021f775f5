import { z } from 'zod';
import { adminPath } from './admin-path.ts';
import { flowAliases, flowNamed, rowsBelow, rowsOf, subflowOf } from './flow-tree.ts';
import { knownFlow } from './known.ts';
import { type Call, NO_BODY, operationRow } from './operation.ts';
import type { DraftFlow, RealmDraft } from './realm-draft.ts';
import { recreatedRows } from './recreated.ts';

/** Characters that no alias may have: it is a segment of paths (`ReservedCharValidator`). */
const alias = z
  .string()
  .regex(/^[^:/?#@!$&()*+,;=[\]\\]+$/, 'expected an alias without reserved characters such as "/"');

/** Source: `AuthenticationManagementResource.createFlow`. */
export const createFlow = operationRow({
  method: 'POST',
  path: '/authentication/flows',
  body: z.strictObject({
    alias,
    description: z.string().default(''),
    providerId: z.enum(['basic-flow', 'client-flow']).default('basic-flow'),
    topLevel: z.literal(true).default(true),
    builtIn: z.literal(false).default(false),
  }),
  apply: (draft, { body, refused }) => {
    refuseTaken(draft, body.alias, refused, 'alias');
    draft.realm.authenticationFlows.push({ ...body, authenticationExecutions: [] });
  },
  undo: (_, { body }) => [deleted(body.alias)],
});

/** Source: `AuthenticationManagementResource.copy`: subflows and configs are copied under prefixed names. */
export const copyFlow = operationRow({
  method: 'POST',
  path: '/authentication/flows/{flow}/copy',
  body: z.strictObject({ newName: alias }),
  apply: (draft, call) => {
    const flow = knownFlow(draft, call.params.flow, call);
    const { newName } = call.body;
    refuseTaken(draft, newName, call.refused, 'newName');
    for (const inner of flowsBelow(draft, flow))
      refuseTaken(draft, `${newName} ${inner.alias}`, call.refused, 'newName');
    copied(draft, flow, { alias: newName, prefix: newName });
  },
  undo: (_, { body }) => [deleted(body.newName)],
});

/** Source: `AuthenticationManagementResource.deleteFlow`: not while something uses it. */
export const deleteFlow = operationRow({
  method: 'DELETE',
  path: '/authentication/flows/{flow}',
  body: NO_BODY,
  apply: (draft, call) => {
    const flow = knownFlow(draft, call.params.flow, call);
    const { alias: name } = flow;
    if (flow.builtIn)
      throw refusedFlow(call, `"${name}" is built in and cannot be deleted`, 'Bind another flow instead.');
    if (!flow.topLevel) throw refusedFlow(call, `"${name}" is a subflow`, 'Delete the execution that holds it.');
    const user = userOf(draft, flow);
    if (user) throw refusedFlow(call, `"${name}" is in use: ${user}`, 'Bind another flow there first.');
    removeTree(draft, flow);
  },
  undo: ({ before }, { params }) => {
    const flow = flowNamed(before, params.flow);
    if (!flow) return undefined;
    const { alias: name, description, providerId } = flow;
    const body = { alias: name, description: description ?? '', providerId };
    const rows = recreatedRows(before, flow);
    return rows && [{ method: 'POST', path: '/authentication/flows', body }, ...rows];
  },
});

/** Takes a flow out of the draft with everything that stands in it. */
export function removeTree(draft: RealmDraft, flow: DraftFlow): void {
  const gone = new Set([flow, ...flowsBelow(draft, flow)]);
  const configs = new Set(
    [...gone].flatMap((one) => one.authenticationExecutions.map((row) => row.authenticatorConfig)),
  );
  draft.realm.authenticationFlows = draft.realm.authenticationFlows.filter((one) => !gone.has(one));
  draft.realm.authenticatorConfig = draft.realm.authenticatorConfig.filter((one) => !configs.has(one.alias));
}

/** Refuses a name that some flow has already. */
export function refuseTaken(
  draft: RealmDraft,
  name: string,
  refused: Call<string, unknown>['refused'],
  key: string,
): void {
  if (!flowAliases(draft).includes(name)) return;
  const what = `a flow has the alias "${name}" already`;
  throw refused({ path: ['body', key], what, expected: 'an alias of its own', next: 'Choose another alias.' });
}

function flowsBelow(draft: RealmDraft, flow: DraftFlow): DraftFlow[] {
  return rowsBelow(draft, flow).flatMap(({ execution }) => subflowOf(draft, execution) ?? []);
}

function copied(draft: RealmDraft, flow: DraftFlow, { alias: name, prefix }: { alias: string; prefix: string }): void {
  const { id: _id, ...rest } = flow;
  const rows = rowsOf(flow).map((row) => ({
    ...row,
    ...(row.flowAlias && { flowAlias: `${prefix} ${row.flowAlias}` }),
    ...(row.authenticatorConfig && { authenticatorConfig: copiedConfig(draft, row.authenticatorConfig, prefix) }),
  }));
  draft.realm.authenticationFlows.push({ ...rest, alias: name, builtIn: false, authenticationExecutions: rows });
  for (const row of rowsOf(flow)) {
    const inner = subflowOf(draft, row);
    if (inner) copied(draft, inner, { alias: `${prefix} ${inner.alias}`, prefix });
  }
}

function copiedConfig(draft: RealmDraft, name: string, prefix: string): string {
  const config = draft.realm.authenticatorConfig.find((one) => one.alias === name)?.config ?? {};
  draft.realm.authenticatorConfig.push({ alias: `${prefix} ${name}`, config: { ...config } });
  return `${prefix} ${name}`;
}

/** Members of a realm that bind a flow. */
const BINDINGS = [
  'browserFlow',
  'registrationFlow',
  'directGrantFlow',
  'resetCredentialsFlow',
  'clientAuthenticationFlow',
  'dockerAuthenticationFlow',
  'firstBrokerLoginFlow',
] as const;

function userOf({ realm }: RealmDraft, { alias: name, id }: DraftFlow): string | undefined {
  const binding = BINDINGS.find((key) => realm[key] === name);
  if (binding) return `${binding} of the realm`;
  const owner = realm.clients.find(
    (one) => id && Object.values(one.authenticationFlowBindingOverrides ?? {}).includes(id),
  );
  return owner && `the client ${owner.clientId}`;
}

function refusedFlow({ refused }: Call<string, unknown>, what: string, next: string) {
  return refused({ path: ['path'], what, next });
}

function deleted(name: string) {
  return { method: 'DELETE' as const, path: adminPath('/authentication/flows/{flow}', { flow: name }) };
}
