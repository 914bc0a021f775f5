import { userPath } from './export-path.ts';
import { namesText } from './journeys.ts';
import type { Found } from './rule.ts';

/** One finding for all users with the same trouble, at the member `key` of the first of them. */
export function foundUsers(usernames: readonly string[], key: string, sentence: (names: string) => string): Found[] {
  const [first] = usernames;
  return first === undefined ? [] : [{ at: `${userPath(first)}${key}`, message: sentence(namesText(usernames)) }];
}
