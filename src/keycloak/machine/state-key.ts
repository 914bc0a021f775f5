import type { Transition } from '../outcome.ts';
import type { User } from '../realm.ts';
import { canonical } from './canonical.ts';

/**
 * Tells states of one exploration apart: by all that the server remembers and all that the browser shows. A login that has
 * ended remembers nothing. Pages need no sorting: one builder puts their members in one order.
 */
export function createStateKeys(): (transition: Transition) => string {
  const texts = new WeakMap<User, string>();
  return ({ world, login, outcome }) => {
    if (!login) return JSON.stringify({ ...outcome, rule: undefined });
    const { users, ...others } = world;
    const { request: _same, ...rest } = login;
    const changed = Object.keys(users)
      .toSorted()
      .map((name) => textOf(texts, users[name]));
    return [canonical(rest), canonical(others), ...changed, JSON.stringify(outcome)].join('\n');
  };
}

/** Users are never changed in place, and most states have the same ones. */
function textOf(texts: WeakMap<User, string>, user: User | undefined): string {
  const known = user && texts.get(user);
  if (!user || known !== undefined) return known ?? '';
  const text = canonical(user);
  texts.set(user, text);
  return text;
}
