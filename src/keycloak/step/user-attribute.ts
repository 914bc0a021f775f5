import { own } from '../own.ts';
import type { User } from '../realm.ts';

/** Attributes that are columns of their own: readable by name like any other. */
const COLUMNS: ReadonlyMap<string, (user: User) => string | undefined> = new Map([
  ['username', (user: User) => user.username],
  ['email', (user: User) => user.email],
  ['firstName', (user: User) => user.first_name],
  ['lastName', (user: User) => user.last_name],
]);

/** The values of an attribute of the user itself. */
export function userAttribute(user: User, name: string): readonly string[] {
  const column = COLUMNS.get(name);
  if (!column) return own(user.attributes, name) ?? [];
  const value = column(user);
  return value === undefined ? [] : [value];
}

/** The values a user has or inherits from its groups and their parents. */
export function inheritedAttribute(user: User, name: string): readonly string[] {
  return [...userAttribute(user, name), ...(own(user.group_attributes, name) ?? [])];
}
