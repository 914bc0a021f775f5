import type { Machine } from '../../keycloak/machine/machine.ts';
import type { Realm } from '../../keycloak/realm.ts';
import type { Contract, Persona } from '../contract.ts';
import { foresee, type Ground, personaMachine } from '../foresee.ts';
import { answersAlike } from '../mutation/answers-alike.ts';
import { type Difference, firstDifference, type Sight } from '../mutation/difference.ts';
import { type Reads, watchedRealm } from '../mutation/watched-realm.ts';
import { walkText } from '../walk.ts';
import { type RealmChange, transplants } from './realm-changes.ts';

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

/** Why it cannot be known how somebody signs in, or anybody where no persona is named. */
export interface Unknown {
  readonly persona?: string;
  readonly reason: string;
}

/** How a live realm differs from one of a contract's: whose sign-in changes by it, and what changes nothing. */
export interface Drift {
  readonly personas: readonly ChangedPersona[];
  readonly unknown: readonly Unknown[];
  readonly idle: readonly RealmChange[];
}

/** Both grounds hold the personas of the same contract. */
export function driftBetween(ground: Ground, live: Ground): Drift {
  const changes = transplants(ground.realm, live.realm);
  const sides: Sides = {
    live,
    whole: otherRealm(ground.realm, live.realm),
    alone: changes.map(({ change, realm }) => ({ change, ...otherRealm(ground.realm, realm) })),
    kept: transplants(live.realm, ground.realm).map(({ change, realm }) => ({
      change,
      ...otherRealm(live.realm, realm),
    })),
  };
  const outlooks = ground.contract.identity_graph.personas.map((persona) => outlookOn(ground, persona));
  const personas = outlooks.flatMap((outlook) => changedPersona(outlook, sides) ?? []);
  const guilty = new Set(personas.flatMap(({ because }) => because));
  return {
    personas,
    unknown: [...outlooks, ...outlooks.map(({ persona }) => outlookOn(live, persona))].flatMap(cutPersona),
    idle: changes.map(({ change }) => change).filter((change) => !guilty.has(change)),
  };
}

/** A realm to compare with, and whether it answers what was asked as the realm did that is compared. */
interface Other {
  readonly realm: Realm;
  readonly alike: (reads: Reads) => boolean;
}

function otherRealm(realm: Realm, other: Realm): Other {
  return { realm: other, alike: answersAlike(realm, other) };
}

interface Sides {
  readonly live: Ground;
  readonly whole: Other;
  /** The contract's realm with one thing each as the live one has it. */
  readonly alone: readonly (Other & { readonly change: RealmChange })[];
  /** The live realm with one thing each as the contract's has it. */
  readonly kept: readonly (Other & { readonly change: RealmChange })[];
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
function differenceOn({ contract, persona, machine, reads }: Outlook, { realm, alike }: Other): Difference | undefined {
  if (alike(reads)) return undefined;
  return firstDifference(machine, personaMachine({ contract, realm }, persona));
}

function changedPersona(outlook: Outlook, { live, whole, alone, kept }: Sides): ChangedPersona | undefined {
  const { contract, realm, persona } = outlook;
  const difference = differenceOn(outlook, whole);
  if (!difference) return undefined;
  const now = outlookOn(live, persona);
  const enough = alone.filter((other) => differenceOn(outlook, other) !== undefined);
  const needed = new Set(kept.filter((other) => differenceOn(now, other) !== undefined).map(nameOf));
  return {
    persona: persona.id,
    contract: pagesOf({ contract, realm }, persona),
    live: pagesOf(live, persona),
    after: walkText(difference.walk),
    differs: { contract: sightText(difference.original), live: sightText(difference.mutant) },
    because: alone.filter((each) => enough.includes(each) || needed.has(nameOf(each))).map(({ change }) => change),
    together: enough.length === 0,
  };
}

function nameOf({ change: { kind, name } }: { readonly change: RealmChange }): string {
  return `${kind} ${name}`;
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

/** A machine that was cut proves nothing about what lies beyond, nor does an end that the engine does not know. */
function cutPersona({ persona, machine: { findings, states } }: Outlook): Unknown[] {
  const ends = states
    .filter(({ end }) => end?.kind === 'unsupported')
    .map(({ message }) => message ?? 'an unknown page');
  const reasons = new Set([...findings.map(({ message }) => message), ...ends]);
  return [...reasons].map((reason) => ({ persona: persona.id, reason }));
}
