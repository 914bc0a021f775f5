import type { Plain, Seed } from './seed.ts';

export interface Row extends Plain {
  authenticator?: string;
  flowAlias?: string;
  requirement: string;
  priority: number;
}

export interface FlowDocument extends Plain {
  alias: string;
  authenticationExecutions: Row[];
}

/** The parts of a realm document that faults are put into. */
export interface RealmDocument extends Plain {
  authenticationFlows: FlowDocument[];
  authenticatorConfig: { alias: string; config: Record<string, string> }[];
  clients: (Plain & { clientId: string })[];
  groups: (Plain & { name: string; realmRoles?: string[] })[];
}

type Edit = (realm: RealmDocument) => void;

/** Changes a copy of the realm; throws where the edit changed nothing. */
export function inRealm(edit: Edit): (seed: Seed) => Seed {
  return ({ contract, realm }) => {
    // The realm of a seed is an export with these parts.
    const changed = structuredClone(realm) as RealmDocument;
    edit(changed);
    if (JSON.stringify(changed) === JSON.stringify(realm)) throw new Error('the fault changed nothing');
    return { contract, realm: changed };
  };
}

/** Changes a copy of the contract; throws where the edit changed nothing. */
export function inContract(edit: (contract: Plain) => void): (seed: Seed) => Seed {
  return ({ contract, realm }) => {
    const changed = structuredClone(contract);
    edit(changed);
    if (JSON.stringify(changed) === JSON.stringify(contract)) throw new Error('the fault changed nothing');
    return { contract: changed, realm };
  };
}

export function flow(realm: RealmDocument, alias: string): FlowDocument {
  return found(
    realm.authenticationFlows.find((each) => each.alias === alias),
    alias,
  );
}

/** The first row of a flow with that authenticator or subflow. */
export function row(realm: RealmDocument, alias: string, name: string): Row {
  const rows = flow(realm, alias).authenticationExecutions;
  return found(
    rows.find(({ authenticator, flowAlias }) => authenticator === name || flowAlias === name),
    name,
  );
}

export function config(realm: RealmDocument, alias: string): Record<string, string> {
  return found(
    realm.authenticatorConfig.find((each) => each.alias === alias),
    alias,
  ).config;
}

export function client(realm: RealmDocument, id: string): Plain {
  return found(
    realm.clients.find(({ clientId }) => clientId === id),
    id,
  );
}

export function group(realm: RealmDocument, name: string): RealmDocument['groups'][number] {
  return found(
    realm.groups.find((each) => each.name === name),
    name,
  );
}

export function found<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`the realm has no ${name}`);
  return thing;
}
