import { dirname, resolve } from 'node:path';
import type { AdminOperations } from '../contract/contract.ts';
import type { Ground } from '../contract/foresee.ts';
import { readYaml } from '../document/yaml-source.ts';
import { applyOperations } from '../keycloak/change/apply-operations.ts';
import { readRealm } from '../keycloak/read-realm.ts';
import type { RealmChange } from '../provider/keycloak/apply-change.ts';
import type { RealmSource } from '../provider/provider.ts';
import { readRealmSource, realmSource } from '../provider/realm-source.ts';
import type { ContractFile } from './content.ts';
import { foreseenUsers } from './persona-user.ts';

/** The realm of a contract before its change and after it; the same one where nothing changes. Without users. */
export interface ContractRealms {
  readonly before: RealmSource;
  readonly after: RealmSource;
  /** The change, as a proof makes it on a running server. */
  readonly change?: RealmChange;
}

/** Reads the realms that a contract names, relative to its file. Throws the located problems of what cannot be read or applied. */
export function contractRealms(source: ContractFile): ContractRealms {
  const { realm, version, change } = source.contract.provider_state;
  const read = (path: string) => readRealmSource(resolve(dirname(source.file), path), version);
  const before = read(realm);
  if (!change) return { before, after: before };
  if ('operations' in change) return changedBy(change.operations, before, source);
  const after = read(change.target);
  return { before, after, change: { target: after } };
}

const OPERATIONS = ['provider_state', 'change', 'operations'] as const;

function changedBy(operations: AdminOperations, before: RealmSource, { file, text }: ContractFile): ContractRealms {
  const yaml = readYaml(text, file);
  const place: typeof yaml.place = (path, on) => yaml.place([...OPERATIONS, ...path], on);
  const options = { version: before.version, file, place };
  const after = realmSource(applyOperations(before.document, operations, options), before.version);
  return { before, after, change: { operations, options } };
}

/** The contract on one of its realms, with one user per persona. */
export function groundOn({ file, contract }: ContractFile, { document, version }: RealmSource): Ground {
  const users = foreseenUsers(contract.identity_graph.personas);
  return { contract, realm: readRealm({ ...document, users }, { version, file }) };
}
