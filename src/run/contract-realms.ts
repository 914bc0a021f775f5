import { dirname, resolve } from 'node:path';
import type { Ground } from '../contract/foresee.ts';
import { readRealm } from '../keycloak/read-realm.ts';
import { Problem } from '../problem.ts';
import type { RealmSource } from '../provider/provider.ts';
import { readRealmSource } from '../provider/realm-source.ts';
import type { ContractFile } from './content.ts';
import { foreseenUsers } from './persona-user.ts';

/** The realm of a contract before its change and after it; the same one where nothing changes. Without users. */
export interface ContractRealms {
  readonly before: RealmSource;
  readonly after: RealmSource;
}

/** Reads the realms that a contract names, relative to its file. Throws the located problems of what cannot be read or applied. */
export function contractRealms({ file, contract }: ContractFile): ContractRealms {
  const { realm, version, change } = contract.provider_state;
  const read = (path: string) => readRealmSource(resolve(dirname(file), path), version);
  const before = read(realm);
  if (!change) return { before, after: before };
  if ('target' in change) return { before, after: read(change.target) };
  throw new Problem({
    code: 'realm-unsupported',
    what: 'operations cannot be applied yet',
    next: 'name a target export',
  });
}

/** The contract on one of its realms, with one user per persona. */
export function groundOn({ file, contract }: ContractFile, { document, version }: RealmSource): Ground {
  const users = foreseenUsers(contract.identity_graph.personas);
  return { contract, realm: readRealm({ ...document, users }, { version, file }) };
}
