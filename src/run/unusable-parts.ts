import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import type { Fault } from '../document/fault.ts';
import { didYouMean } from '../document/nearest.ts';
import { KNOWN_VERSIONS, knownVersion } from '../keycloak/version.ts';
import { Problem } from '../problem.ts';

/** What a contract names outside of itself and its realm: a version nobody knows, files and a journey that are not there. */
export function unusableParts(contract: Contract, file: string, journeys: string | undefined): Fault[] {
  return [...versionFaults(contract), ...fileFaults(contract, file), ...journeyFaults(contract, journeys)];
}

function versionFaults({ provider_state: { version } }: Contract): Fault[] {
  try {
    knownVersion(version);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const [{ what, expected } = { what: error.message, expected: '' }] = error.details;
    const next = didYouMean(version, KNOWN_VERSIONS, 'Name the version of the server, or the nearest known one.');
    return [{ path: ['provider_state', 'version'], what, expected, next }];
  }
}

/** Realm exports that the contract names and that are not there. */
function fileFaults({ provider_state: { realm, change } }: Contract, file: string): Fault[] {
  const target = change && 'target' in change ? change.target : undefined;
  const named: readonly (readonly [Fault['path'], string | undefined])[] = [
    [['provider_state', 'realm'], realm],
    [['provider_state', 'change', 'target'], target],
  ];
  return named.flatMap(([path, name]) => {
    const at = name === undefined ? undefined : resolve(dirname(file), name);
    if (at === undefined || name === undefined || existsSync(at)) return [];
    const beside = jsonFiles(dirname(at)).map(
      (other) => `${name.slice(0, name.length - basename(name).length)}${other}`,
    );
    const next = didYouMean(name, beside, 'Correct the path: it starts at the folder of the contract.');
    return [{ path, what: `there is no file ${name}`, expected: beside.join(', ') || 'a realm export', next }];
  });
}

function jsonFiles(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
    : [];
}

/** A journey is known by the file that bears its name. */
function journeyFaults({ helper_state_machine: { journey } }: Contract, folder: string | undefined): Fault[] {
  if (folder === undefined || !existsSync(folder)) return [];
  const known = [...new Set(readdirSync(folder).map((name) => name.replace(/(?:\.d)?\.[a-z]+$/, '')))].sort();
  if (known.includes(journey)) return [];
  return [
    {
      path: ['helper_state_machine', 'journey'],
      what: `there is no journey ${JSON.stringify(journey)}`,
      expected: known.join(', ') || 'a machine in the folder of journeys',
      next: didYouMean(journey, known, 'Name one that exists, or write it.'),
    },
  ];
}
