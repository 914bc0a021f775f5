import { findUser } from '../flow/run.ts';
import type { Input, Verdict } from '../input.ts';
import type { Page } from '../page.ts';
import type { Persona } from '../persona.ts';
import type { Realm, User } from '../realm.ts';
import type { World } from '../world.ts';
import { type Hand, use, usedOf, userIn } from './hand.ts';

/** What a person does on a page. `planned`: a deviation, so that the same page again is no surprise. */
export interface Deed {
  readonly input: Input | 'back' | 'forward';
  readonly hand: Hand;
  readonly planned: boolean;
}

/** Who answers, with what in hand, in front of which world. */
export interface Answering {
  readonly realm: Realm;
  readonly world: World;
  readonly persona: Persona;
  readonly hand: Hand;
  readonly page: Page;
  readonly hasty: boolean;
}

export interface Attempted {
  readonly verdict: Verdict;
  readonly hand: Hand;
}

/** The next attempt of a kind: empty ones first, then wrong ones, then right. */
export function attempt({ persona, hand }: Answering, kind: string): Attempted {
  const count = usedOf(hand, kind);
  const [empty, wrong] = [persona.empty?.[kind] ?? 0, persona.wrong?.[kind] ?? 0];
  if (count >= empty + wrong) return { verdict: 'right', hand };
  return { verdict: count < empty ? 'empty' : 'wrong', hand: use(hand, kind) };
}

/** Who the page is about: the user the server knows, else the one the person is. */
export function subjectOf({ realm, world, page, persona }: Answering): User | undefined {
  return userIn(realm, world, page.subject) ?? findUser(realm, world, persona.username);
}
