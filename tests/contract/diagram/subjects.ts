import type { Recording } from '../../../src/contract/conformance/recording.ts';
import { type SightedMachine, sightedMachine } from '../../../src/contract/review/sighted-machine.ts';
import { exploreMachine } from '../../../src/keycloak/machine/explore-machine.ts';
import { EXPLORATIONS } from '../../keycloak/machine/explorations.ts';

/** One machine per kind of thing that can happen in a sign-in. */
export const SIGHTED: ReadonlyMap<string, SightedMachine> = new Map(
  [...EXPLORATIONS].map(([name, each]) => [name, sightedMachine(exploreMachine(each), { excluded: false })]),
);

export function sighted(name: string): SightedMachine {
  const found = SIGHTED.get(name);
  if (!found) throw new TypeError(`no exploration is called ${name}`);
  return found;
}

export function seen(...pages: readonly string[]): Recording {
  const sightings = pages.map((page, index) => ({ at: `[${index}]`, page }));
  return { name: 'seen', sightings, sight: 'every-page', begins: 'first-page', notes: [] };
}
