import { basename } from 'node:path';
import { maskRealm } from '../keycloak/mask-realm.ts';
import type { ContractFile } from './content.ts';
import { contractRealms } from './contract-realms.ts';

/**
 * What a proof was made of, by path below `data/flows/`: the contract, its source realm and the realm after the change.
 * Realms stand there without users and with every secret masked.
 */
export function proofDocuments(contract: ContractFile): Map<string, string> {
  const { before, after } = contractRealms(contract);
  const { realm, change } = contract.contract.provider_state;
  const documents = new Map([
    [`contracts/${basename(contract.file)}`, contract.text],
    [`realms/source/${basename(realm)}`, realmText(before.document)],
  ]);
  if (change) {
    const name = 'target' in change ? basename(change.target) : basename(realm);
    documents.set(`realms/after-change/${name}`, realmText(after.document));
  }
  return documents;
}

function realmText(document: unknown): string {
  return `${JSON.stringify(maskRealm(document), undefined, 2)}\n`;
}
