import { readPacketJourneys } from '../contract/conformance/journey-recordings.ts';
import type { Recording } from '../contract/conformance/recording.ts';
import type { TestRow } from '../summary/summary.ts';
import type { ContractFile } from './content.ts';
import { contractRealms, groundOn } from './contract-realms.ts';
import { diagramFiles } from './diagram-files.ts';

/**
 * Every persona's machine on the realm after the change, with the promised and the observed way drawn in: SVG by path
 * below `data/flows/`. A picture that cannot be drawn is no reason to lose a proof: a text says so in its place.
 */
export async function proofDiagrams(contract: ContractFile, tests: readonly TestRow[]): Promise<Map<string, string>> {
  const ground = groundOn(contract, contractRealms(contract).after);
  try {
    const drawn = await diagramFiles(ground, { observed: observedOf(contract, tests) });
    const pictures = drawn.flatMap(({ files }) => [...files].filter(([name]) => name.endsWith('.svg')));
    return new Map(pictures.map(([name, svg]) => [`diagrams/${name}`, svg]));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return new Map([['diagrams/not-drawn.txt', `The diagrams could not be drawn: ${why}\n`]]);
  }
}

function observedOf({ contract, file }: ContractFile, tests: readonly TestRow[]): ReadonlyMap<string, Recording> {
  if (!tests.some(({ journeys }) => journeys.length > 0)) return new Map();
  const { client, redirect_uri } = contract.provider_state;
  const context = { file, contract: contract.id, client, redirect_uri, realm: '' };
  const recordings = readPacketJourneys({ tests }, context);
  return new Map(recordings.flatMap((recording) => (recording.persona ? [[recording.persona, recording]] : [])));
}
