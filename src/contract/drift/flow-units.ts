import { levelOf } from '../../keycloak/flow/split.ts';
import type { Execution, Flow, Realm } from '../../keycloak/realm.ts';
import { type UnitKind, withEntry } from './realm-unit.ts';

type Flows = ReadonlyMap<string, Flow>;

/** The realm with other flows, and all that is derived from flows. */
export function withFlows(realm: Realm, flows: Flows): Realm {
  const all = [...flows.values()].flatMap((flow) => flow.executions);
  const owners = new Map<string, Execution>();
  for (const execution of all)
    if (execution.flow !== undefined && !owners.has(execution.flow)) owners.set(execution.flow, execution);
  return {
    ...realm,
    flows,
    owners,
    executions: new Map(all.map((execution) => [execution.id, execution])),
    levels: new Map([...flows.values()].map((flow) => [flow.alias, levelOf(flow, realm.version.traits)])),
  };
}

/** A flow that only one of two realms has, or that differs in more than its rows. */
export const FLOW: UnitKind = {
  kind: 'flow',
  of: ({ flows }) =>
    new Map([...flows].map(([alias, { provider_id, top_level }]) => [alias, { provider_id, top_level }])),
  transplant: (realm, from, name) => withFlows(realm, withEntry(realm.flows, from.flows, name)),
};

/** One row of a flow that both realms have. Ids are made of names, so that equal rows have equal ids. */
export const EXECUTION: UnitKind = {
  kind: 'execution',
  of: ({ flows }) =>
    new Map([...flows.values()].flatMap(({ executions }) => executions.map((each) => [each.id, described(each)]))),
  transplant: (realm, from, name) => {
    const parent = (from.executions.get(name) ?? realm.executions.get(name))?.parent;
    const flow = parent === undefined ? undefined : realm.flows.get(parent);
    if (!flow) return realm;
    const rows = withEntry(rowsOf(flow), from.executions, name);
    const executions = [...rows.values()].toSorted((one, other) => one.priority - other.priority);
    return withFlows(realm, new Map(realm.flows).set(flow.alias, { ...flow, executions }));
  },
};

function rowsOf({ executions }: Flow): ReadonlyMap<string, Execution> {
  return new Map(executions.map((each) => [each.id, each]));
}

function described({ requirement, priority, authenticator, flow, config }: Execution) {
  return {
    requirement,
    priority,
    ...(authenticator !== undefined && { authenticator }),
    ...(flow !== undefined && { flow }),
    ...(config && { config }),
  };
}
