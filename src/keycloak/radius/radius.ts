import { CHANGES, type Change, changeOf, journeyKey, type StateOf } from './change.ts';
import type { Journey } from './journey.ts';
import { findUserAt } from './name-digest.ts';
import type { Question, RealmSide } from './realm-side.ts';
import { shadowedUsers } from './shadowed.ts';
import { SHADOWED, sideJourneys } from './side-journeys.ts';
import { usernamesAt } from './usernames-at.ts';

/** Users whom a change affects alike: the same journey before, the same after. `undefined`: not there on that side. */
export interface RadiusClass {
  readonly change: Change;
  readonly users: number;
  /** Username of the first of them. */
  readonly example: string;
  readonly before: Journey | undefined;
  readonly after: Journey | undefined;
}

/** Both sides of a comparison, and what it needs to know besides. */
export interface Sides {
  readonly before: RealmSide;
  readonly after: RealmSide;
  readonly question: Question;
  readonly stateOf: StateOf;
}

/** Who is affected by the change between two exports, worst first, then most users first. Users are matched by username. */
export function radius(sides: Sides): RadiusClass[] {
  const tallies = tally(sides);
  const classes = new Map<string, Counted>();
  const journeys = {
    before: sideJourneys(sides.before, sides.question),
    after: sideJourneys(sides.after, sides.question),
  };
  for (const { before, after, users, first } of tallies) {
    const pair = {
      before: before === ABSENT ? undefined : journeys.before(before),
      after: after === ABSENT ? undefined : journeys.after(after),
    };
    const key = JSON.stringify([pair.before && journeyKey(pair.before), pair.after && journeyKey(pair.after)]);
    const seen = classes.get(key);
    const counted = { ...pair, change: changeOf(pair, sides.stateOf), users, first };
    classes.set(key, seen ? { ...seen, users: seen.users + users, first: Math.min(seen.first, first) } : counted);
  }
  return named(sides, [...classes.values()].toSorted(worstFirst));
}

interface Counted extends Omit<RadiusClass, 'example'> {
  /** Index of the first user: after the change, or before it for who is gone. */
  readonly first: number;
}

function worstFirst(left: Counted, right: Counted): number {
  const byChange = CHANGES.indexOf(left.change) - CHANGES.indexOf(right.change);
  return byChange || right.users - left.users || left.first - right.first;
}

/** Signatures before and after, and how many users have them. */
interface Tally {
  readonly before: number;
  readonly after: number;
  readonly first: number;
  users: number;
}

const ABSENT = -2;

/** Signature numbers begin at `ABSENT`. */
const OFFSET = -ABSENT;

function tally({ before, after }: Sides): Tally[] {
  const tallies = new Map<number, Tally>();
  const width = after.examples.length + OFFSET;
  const count = (old: number, next: number, first: number) => {
    const key = (old + OFFSET) * width + next + OFFSET;
    const known = tallies.get(key);
    if (known) known.users += 1;
    else tallies.set(key, { before: old, after: next, first, users: 1 });
  };
  const [oldShadows, newShadows] = [shadowedUsers(before), shadowedUsers(after)];
  const isKept = new Uint8Array(before.digest.size);
  for (let index = 0; index < after.digest.size; index += 1) {
    const old = findUserAt(before.digest, after.digest.names, index);
    if (old >= 0) isKept[old] = 1;
    count(old < 0 ? ABSENT : numberOf(before, oldShadows, old), numberOf(after, newShadows, index), index);
  }
  for (let index = 0; index < before.digest.size; index += 1)
    if (isKept[index] === 0) count(numberOf(before, oldShadows, index), ABSENT, index);
  return [...tallies.values()];
}

function numberOf({ digest }: RealmSide, shadows: Uint8Array, index: number): number {
  return shadows[index] === 1 ? SHADOWED : (digest.signatures[index] ?? SHADOWED);
}

function named({ before, after }: Sides, counted: readonly Counted[]): RadiusClass[] {
  const firsts = (isGone: boolean) =>
    counted.filter((one) => (one.after === undefined) === isGone).map(({ first }) => first);
  const names = { before: usernamesAt(before, firsts(true)), after: usernamesAt(after, firsts(false)) };
  return counted.map(({ first, ...one }) => ({
    ...one,
    example: (one.after === undefined ? names.before : names.after).get(first) ?? '',
  }));
}
