import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { didYouMean } from '../document/nearest.ts';
import { type Journey, journeyFaults } from '../journey/journey.ts';
import { Problem } from '../problem.ts';

const EXTENSIONS = ['.ts', '.js', '.mjs'];

/** Loads `<name>.ts` (or `.js`) from the folder of journeys: the machine whose id is the name of the file. */
export async function loadJourney(folder: string, name: string): Promise<Journey> {
  const file = EXTENSIONS.map((extension) => join(folder, `${name}${extension}`)).find((candidate) =>
    existsSync(candidate),
  );
  if (!file) throw unknownJourney(folder, name);
  const exported: Record<string, unknown> = await import(pathToFileURL(file).href);
  const machine = Object.values(exported).find((value): value is Journey => isMachine(value) && value.id === name);
  const faults = machine ? journeyFaults(machine) : [`no machine with the id "${name}" is exported`];
  if (machine && faults.length === 0) return machine;
  throw new Problem({
    code: 'contract-invalid',
    what: faults.join('; '),
    at: { file },
    expected: 'an xstate machine whose states are browser states and whose events are pages',
    next: 'correct the machine',
  });
}

function isMachine(value: unknown): value is Journey {
  return typeof value === 'object' && value !== null && 'id' in value && 'states' in value && 'transition' in value;
}

function unknownJourney(folder: string, name: string): Problem {
  const known = existsSync(folder)
    ? [...new Set(readdirSync(folder).map((file) => file.replace(/\.[a-z.]+$/, '')))].sort()
    : [];
  return new Problem({
    code: 'contract-invalid',
    what: `there is no journey "${name}"`,
    expected: known.join(', ') || 'a machine in the folder of journeys',
    next: didYouMean(name, known, 'Name one that exists, or write it.'),
  });
}
