import { dirname, resolve } from 'node:path';
import { readRealm } from '../keycloak/read-realm.ts';
import { readRealmSource } from '../provider/realm-source.ts';
import { type ContractFile, readContent } from './content.ts';
import { loadJourney } from './load-journey.ts';
import type { ResolvedOptions } from './options.ts';

/**
 * Reads everything a run rests on before its first test: matrix, contracts, their realms and their journeys. Throws
 * the first `Problem`, so that bad input is told once and not by every test.
 */
export async function checkContent(options: ResolvedOptions): Promise<void> {
  const { contracts } = readContent(options);
  for (const contract of contracts.values()) {
    checkRealm(contract);
    await loadJourney(options.journeys, contract.contract.helper_state_machine.journey);
  }
}

function checkRealm({ file, contract }: ContractFile): void {
  const { realm, version } = contract.provider_state;
  const { document } = readRealmSource(resolve(dirname(file), realm), version);
  readRealm(document, { version, file: realm });
}
