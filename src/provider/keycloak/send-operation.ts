import { z } from 'zod';
import type { OperationRow, Params } from '../../keycloak/change/operation.ts';
import type { OPERATIONS, OperationName } from '../../keycloak/change/operations.ts';
import type { Recognised } from '../../keycloak/change/recognise.ts';
import { type ExecutionRow, executionRows, type LiveRealm, missing, realmPath, rowNamed } from './execution-rows.ts';

type Given<Row> = Row extends OperationRow<infer Path, infer Body> ? { params: Params<Path>; body: Body } : never;
type Sending = {
  readonly [Name in OperationName]: (at: LiveRealm, given: Given<(typeof OPERATIONS)[Name]>) => unknown;
};

/**
 * Sends an operation of a change to a running server, with the calls that make it do what the operation says.
 * @throws Problem `provider-unreachable` or `keycloak-failed`.
 */
export async function sendOperation(at: LiveRealm, { name, params, body }: Recognised): Promise<void> {
  // The row of that name has let these names and this body through.
  const send = SENDING[name] as (at: LiveRealm, given: { params: unknown; body: unknown }) => unknown;
  await send(at, { params, body });
}

/** What each operation takes. Sources: `AuthenticationManagementResource`, `RepresentationToModel`. */
const SENDING: Sending = {
  /** Attributes are replaced as a whole, and members that are kept as attributes with them. */
  updateRealm: async (at, { body: { attributes, ...members } }) => {
    if (!attributes) return put(at, [''], members);
    const whole = record.parse(await read(at, ['']));
    return put(at, [''], { ...whole, ...members, attributes: merged(whole['attributes'], attributes) });
  },
  createFlow: (at, { body }) => post(at, ['/authentication/flows'], body),
  copyFlow: (at, { params, body }) => post(at, ['/authentication/flows/', params.flow, '/copy'], body),
  deleteFlow: async (at, { params }) => {
    await removeRows(at, await executionRows(at, params.flow));
    return remove(at, ['/authentication/flows/', await flowId(at, params.flow)]);
  },
  /** The server takes neither requirement nor config from this call. */
  createExecution: async (at, { params: { flow }, body: { provider, requirement, priority, config } }) => {
    const path = ['/authentication/flows/', flow, '/executions/execution'];
    const { id } = await post(at, path, { provider, ...(priority !== undefined && { priority }) });
    await completeRow(at, flow, { names: { id }, said: { requirement, priority } });
    if (config && id) await post(at, ['/authentication/executions/', id, '/config'], config);
  },
  /** The server answers with the id of the flow, and adds it switched off. */
  createSubflow: async (at, { params: { flow }, body: { requirement, priority, ...body } }) => {
    const path = ['/authentication/flows/', flow, '/executions/flow'];
    const { id } = await post(at, path, { ...body, ...(priority !== undefined && { priority }) });
    await completeRow(at, flow, { names: { flowId: id }, said: { requirement, priority } });
  },
  updateExecution: async (at, { params: { flow }, body: { requirement, priority, ...names } }) =>
    completeRow(at, flow, { names, said: { requirement, priority } }),
  /** A subflow leaves what stands in it behind, so that this is removed first. */
  deleteExecution: async (at, { params: { flow, execution } }) => {
    const rows = await executionRows(at, flow);
    const row = /^\d+$/.test(execution)
      ? rowNamed(rows, { level: 0, index: Number(execution) })
      : rowNamed(
          rows.filter((one) => isNamed(one, execution)),
          { level: 0 },
        );
    await removeRows(at, [row, ...inside(rows, row)]);
  },
  updateConfig: async (at, { params: { config: alias }, body }) => {
    const id = await configId(at, alias);
    return put(at, ['/authentication/config/', id], { id, alias, ...body });
  },
  /** The whole representation is wanted. */
  updateRequiredAction: async (at, { params, body }) => {
    const path = ['/authentication/required-actions/', params.action];
    return put(at, path, { ...record.parse(await read(at, path)), ...body });
  },
  /** A client binds a flow by its id. */
  updateClient: async (at, { params, body: { attributes, authenticationFlowBindingOverrides: bound, ...members } }) => {
    const [whole] = z.array(identified).parse(await read(at, ['/clients?clientId=', params.client]));
    if (!whole) throw missing(`no client is ${params.client}`);
    const browser = bound?.browser ? await flowId(at, bound.browser) : '';
    return put(at, ['/clients/', whole.id], {
      ...{ ...whole, ...members },
      ...(attributes && { attributes: merged(whole['attributes'], attributes) }),
      ...(bound && { authenticationFlowBindingOverrides: { browser } }),
    });
  },
  createRole: (at, { body }) => post(at, ['/roles'], body),
  deleteRole: (at, { params }) => remove(at, ['/roles/', params.role]),
  addComposites: async (at, { params, body }) =>
    post(at, ['/roles/', params.role, '/composites'], await roles(at, body)),
  removeComposites: async (at, { params, body }) =>
    remove(at, ['/roles/', params.role, '/composites'], await roles(at, body)),
  createGroup: (at, { body }) => post(at, ['/groups'], body),
  deleteGroup: async (at, { params }) => remove(at, ['/groups/', await groupId(at, params.group)]),
  addGroupRoles: async (at, { params, body }) =>
    post(at, ['/groups/', await groupId(at, params.group), '/role-mappings/realm'], await roles(at, body)),
  removeGroupRoles: async (at, { params, body }) =>
    remove(at, ['/groups/', await groupId(at, params.group), '/role-mappings/realm'], await roles(at, body)),
};

const record = z.record(z.string(), z.unknown());
const identified = z.looseObject({ id: z.string() });

interface Completing {
  readonly names: Readonly<Record<string, unknown>>;
  readonly said: { readonly requirement?: string | undefined; readonly priority?: number | undefined };
}

/** Sends the whole row back: what is left out of it the server takes for nothing. */
async function completeRow(at: LiveRealm, flow: string, { names, said }: Completing): Promise<void> {
  if (said.requirement === undefined && said.priority === undefined) return;
  const row = rowNamed(await executionRows(at, flow), names);
  const { requirement = row.requirement, priority = row.priority } = said;
  await put(at, ['/authentication/flows/', flow, '/executions'], { ...row, requirement, priority });
}

/** From the innermost outwards. */
async function removeRows(at: LiveRealm, rows: readonly ExecutionRow[]): Promise<void> {
  for (const { id } of rows.toSorted((a, b) => b.level - a.level))
    await remove(at, ['/authentication/executions/', id]);
}

/** Rows are listed depth first: those after a row and deeper than it stand in it. */
function inside(rows: readonly ExecutionRow[], row: ExecutionRow): readonly ExecutionRow[] {
  const after = rows.slice(rows.indexOf(row) + 1);
  const end = after.findIndex(({ level }) => level <= row.level);
  return end === -1 ? after : after.slice(0, end);
}

const isNamed = ({ level, providerId, flowId: inner, displayName, alias }: ExecutionRow, name: string) =>
  level === 0 && [providerId, inner && displayName, alias].includes(name);

/** An attribute that is `null` is taken away from a realm, one that is empty from a client. */
function merged(attributes: unknown, changed: Readonly<Record<string, string | null>>): Record<string, unknown> {
  const all = { ...record.catch({}).parse(attributes), ...changed };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

async function flowId(at: LiveRealm, alias: string): Promise<string> {
  const flows = z.array(z.looseObject({ id: z.string(), alias: z.string() }));
  const found = flows.parse(await read(at, ['/authentication/flows'])).find((flow) => flow.alias === alias);
  if (found) return found.id;
  throw missing(`no top-level flow is ${alias}`);
}

async function configId(at: LiveRealm, alias: string): Promise<string> {
  const flows = z.array(z.looseObject({ alias: z.string() })).parse(await read(at, ['/authentication/flows']));
  for (const flow of flows) {
    const row = (await executionRows(at, flow.alias)).find((one) => one.alias === alias && one.authenticationConfig);
    if (row?.authenticationConfig) return row.authenticationConfig;
  }
  throw missing(`no execution has the config ${alias}`);
}

async function groupId(at: LiveRealm, name: string): Promise<string> {
  const groups = z.array(z.looseObject({ id: z.string(), name: z.string() }));
  const found = groups.parse(await read(at, ['/groups?exact=true&search=', name])).find((group) => group.name === name);
  if (found) return found.id;
  throw missing(`no group is ${name}`);
}

/** Mappings are said by whole roles. */
async function roles(at: LiveRealm, named: readonly { readonly name: string }[]): Promise<readonly unknown[]> {
  return Promise.all(named.map(({ name }) => read(at, ['/roles/', name])));
}

async function read({ client, realm }: LiveRealm, path: readonly string[]): Promise<unknown> {
  return (await client.send({ method: 'GET', path: realmPath(realm, path) })).body;
}

function put({ client, realm }: LiveRealm, path: readonly string[], body: unknown) {
  return client.send({ method: 'PUT', path: realmPath(realm, path), body });
}

function post({ client, realm }: LiveRealm, path: readonly string[], body: unknown) {
  return client.send({ method: 'POST', path: realmPath(realm, path), body });
}

function remove({ client, realm }: LiveRealm, path: readonly string[], body?: unknown) {
  return client.send({ method: 'DELETE', path: realmPath(realm, path), ...(body !== undefined && { body }) });
}
