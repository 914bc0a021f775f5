import type { Trial } from '../contract/mutation/strength.ts';
import type { ContractFile } from './content.ts';
import { contractRealms } from './contract-realms.ts';
import { foreseenUsers } from './persona-user.ts';

/** The contract with its realm after the change and one user per persona in it, ready to be put to the test. */
export function contractTrial(source: ContractFile): Trial {
  const { contract } = source;
  const { document, version } = contractRealms(source).after;
  return { contract, version, document: { ...document, users: foreseenUsers(contract.identity_graph.personas) } };
}
