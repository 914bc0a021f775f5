import type { Machine } from '../../keycloak/machine/machine.ts';
import type { Realm } from '../../keycloak/realm.ts';
import type { Contract, Persona } from '../contract.ts';
import { foresee, type Ground, personaMachine } from '../foresee.ts';
import { firstDifference, type Sight } from '../mutation/difference.ts';
import { answersAlike, type Reads, watchedRealm } from '../mutation/watched-realm.ts';
import { walkText } from '../walk.ts';
import { type RealmChange, type Transplant, transplants } from './realm-changes.ts';

/**
 * A persona whose sign-in is another one. `contract` and `live`: the pages predicted. `after`: the shortest way to where they
 * differ, and what each shows there. `because`: what makes a difference if it alone is as in the live realm, or if all but it
 * is; `together` when nothing does alone.
 */
export interface ChangedPersona {
  readonly persona: string;
  readonly contract: readonly string[];
  readonly live: readonly string[];
  readonly after: string;
  readonly differs: { readonly contract: string; readonly live: string };
  readonly because: readonly RealmChange[];
  readonly together: boolean;
}

/** How a live realm differs from one of a contract's: whose sign-in changes by it, and what changes nothing. */
export interface Drift {
  readonly personas: readonly ChangedPersona[];
  readonly unknown: readonly { readonly persona: string; readonly reason: string }[];
  readonly idle: readonly RealmChange[];
}

/** Both grounds hold the personas of the same contract. */
export function driftBetween(ground: Ground, live: Ground): Drift {
  const changes = transplants(ground.realm, live.realm);
  const sides: Sides = { live, changes, kept: keptRealms(live.realm, ground.realm) };
  const outlooks = ground.contract.identity_graph.personas.map((persona) => outlookOn(ground, persona));
  const personas = outlooks.flatMap((outlook) => changedPersona(outlook, sides) ?? []);
  const guilty = new Set(personas.flatMap(({ because }) => because));
  return {
    personas,
    unknown: outlooks.flatMap((outlook) => cutPersona(outlook)),
    idle: changes.map(({ change }) => change).filter((change) => !guilty.has(change)),
  };
}

/** The live realm with one thing each as the contract has it, by the name of that thing. */
function keptRealms(live: Realm, realm: Realm): ReadonlyMap<string, Realm> {
  return new Map(transplants(live, realm).map(({ change, realm: kept }) => [nameOf(change), kept]));
}

function nameOf({ kind, name }: RealmChange): string {
  return `${kind} ${name}`;
}

/** What the contract's realm holds for a persona, and what was asked of it to know that. */
interface Outlook {
  readonly contract: Contract;
  readonly realm: Realm;
  readonly persona: Persona;
  readonly machine: Machine;
  readonly reads: Reads;
}

function outlookOn({ contract, realm }: Ground, persona: Persona): Outlook {
  const watched = watchedRealm(realm);
  const machine = personaMachine({ contract, realm: watched.realm }, persona);
  return { contract, realm, persona, machine, reads: watched.reads };
}

/** Where the engine would be answered as before, it is not asked again. */
function differenceOn({ contract, realm, persona, machine, reads }: Outlook, other: Realm) {
  if (answersAlike(realm, other)(reads)) return undefined;
  return firstDifference(machine, personaMachine({ contract, realm: other }, persona));
}

interface Sides {
  readonly live: Ground;
  readonly changes: readonly Transplant[];
  readonly kept: ReadonlyMap<string, Realm>;
}

function changedPersona(outlook: Outlook, { live, changes, kept }: Sides): ChangedPersona | undefined {
  const { contract, realm, persona } = outlook;
  const difference = differenceOn(outlook, live.realm);
  if (!difference) return undefined;
  const now = outlookOn(live, persona);
  const alone = changes.filter((each) => differenceOn(outlook, each.realm) !== undefined);
  const needed = changes.filter(
    ({ change }) => differenceOn(now, kept.get(nameOf(change)) ?? live.realm) !== undefined,
  );
  return {
    persona: persona.id,
    contract: pagesOf({ contract, realm }, persona),
    live: pagesOf(live, persona),
    after: walkText(difference.walk),
    differs: { contract: sightText(difference.original), live: sightText(difference.mutant) },
    because: [...new Set([...alone, ...needed])].map(({ change }) => change),
    together: alone.length === 0,
  };
}

function pagesOf(ground: Ground, persona: Persona): string[] {
  const { steps, unsupported } = foresee(ground, persona);
  return [...steps.map(({ page }) => page), ...unsupported.map(({ what }) => `unknown (${what})`)];
}

function sightText({ page, message, end, inputs }: Sight): string {
  const details = [message && JSON.stringify(message), end?.error, end?.acr && `acr ${end.acr}`].filter(Boolean);
  const ways = end ? '' : ` with ${inputs.join(', ')}`;
  return `${[page, ...details].join(' ')}${ways}`;
}

/** A machine that was cut proves nothing about what lies beyond. */
function cutPersona({ persona, machine: { findings } }: Outlook): Drift['unknown'] {
  return findings.map(({ message }) => ({ persona: persona.id, reason: message }));
}
