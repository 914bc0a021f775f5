import { levelOf } from '../flow/split.ts';
import { ALLOW_ACCESS } from '../provider-ids.ts';
import type { Execution, Flow, Realm, Requirement } from '../realm.ts';

/** The realm with another requirement on one row. */
export function withRequirement(realm: Realm, id: string, requirement: Requirement): Realm {
  const change = (row: Execution) => (row.id === id ? { ...row, requirement } : row);
  return withFlows(realm, (flow) => ({ ...flow, executions: flow.executions.map(change) }));
}

/** The realm with a last step in one flow that lets everybody pass. */
export function withAllowance(realm: Realm, alias: string): Realm {
  const id = `${alias}/(allowed)`;
  const allowed = { id, parent: alias, requirement: 'REQUIRED', priority: 0, authenticator: ALLOW_ACCESS } as const;
  return withFlows(realm, (flow) =>
    flow.alias === alias ? { ...flow, executions: [...flow.executions, allowed] } : flow,
  );
}

/** The realm with these required actions registered and enabled. */
export function withActions(realm: Realm, aliases: readonly string[]): Realm {
  const fresh = { default_action: false, priority: 0, config: {} };
  const enabled = aliases.map((alias) => {
    const action = realm.required_actions.get(alias) ?? { ...fresh, alias, name: alias, provider_id: alias };
    return [alias, { ...action, enabled: true }] as const;
  });
  return { ...realm, required_actions: new Map([...realm.required_actions, ...enabled]) };
}

function withFlows(realm: Realm, change: (flow: Flow) => Flow): Realm {
  const flows = [...realm.flows.values()].map(change);
  const rows = flows.flatMap(({ executions }) => executions);
  const owners = new Map<string, Execution>();
  for (const row of rows) if (row.flow !== undefined && !owners.has(row.flow)) owners.set(row.flow, row);
  return {
    ...realm,
    flows: new Map(flows.map((flow) => [flow.alias, flow])),
    executions: new Map(rows.map((row) => [row.id, row])),
    levels: new Map(flows.map((flow) => [flow.alias, levelOf(flow, realm.version.traits)])),
    owners,
  };
}
