import { didYouMean } from '../document/nearest.ts';
import { checkPacketFolder } from '../evidence/write-packet.ts';
import { Problem } from '../problem.ts';
import { type ContractFile, readContent, readContracts } from './content.ts';
import { contractRealms, groundOn } from './contract-realms.ts';
import { loadJourney } from './load-journey.ts';
import type { ResolvedOptions } from './options.ts';

/**
 * Reads everything a run rests on before its first test (matrix, contracts and their realms) and looks at the place of
 * the packet. Throws the first `Problem`, so that bad input is told once and not by every test.
 */
export async function checkContent(options: ResolvedOptions): Promise<void> {
  const { contracts } = readContent(options);
  for (const contract of contracts.values()) checkRealm(contract);
  await checkPacketFolder(options.packet);
}

/** Loads the machine that each contract names; needs a process that can load the journeys' language. */
export async function checkJourneys({ contracts, journeys }: ResolvedOptions): Promise<void> {
  for (const { contract } of readContracts(contracts).values()) {
    await loadJourney(journeys, contract.helper_state_machine.journey);
  }
}

function checkRealm(contractFile: ContractFile): void {
  const { file, contract } = contractFile;
  const { realm, client } = contract.provider_state;
  const { clients } = groundOn(contractFile, contractRealms(contractFile).after).realm;
  if (clients.has(client)) return;
  throw new Problem({
    code: 'contract-invalid',
    what: `the realm ${realm} has no client "${client}"`,
    at: { file, path: 'provider_state.client' },
    expected: 'the id of a client in the realm export',
    next: didYouMean(client, [...clients.keys()], 'Correct the id, or export the realm with its clients.'),
  });
}
