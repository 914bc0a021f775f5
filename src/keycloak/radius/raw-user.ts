import { own } from '../own.ts';

/** A user as it stands in an export, before anything is checked. */
export type RawUser = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text the server's JSON reader makes of a value; `undefined` for none, and for what it refuses (see `oddity`). */
export function rawText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** What is in a list, or nothing. */
export function rawList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NONE;
}

const NONE: readonly never[] = [];

/**
 * A value that is not of the kind an export has, written out: whoever has it is like nobody else, so that the strict reader
 * sees the user and says what is wrong, or what the server makes of it.
 */
export function odd(value: unknown): string {
  return `?${JSON.stringify(value)}`;
}

const COLUMNS: ReadonlyMap<string, (user: RawUser) => string | undefined> = new Map([
  ['username', rawUsername],
  ['email', rawEmail],
  ['firstName', (user: RawUser) => rawText(user['firstName'])],
  ['lastName', (user: RawUser) => rawText(user['lastName'])],
]);

/** As the server stores it; empty for a user without one. */
export function rawUsername(user: RawUser): string {
  return (rawText(user['username']) ?? '').toLowerCase();
}

export function rawEmail(user: RawUser): string | undefined {
  return rawText(user['email'])?.toLowerCase() || undefined;
}

/** The value of a column that is a text, without the detour over lists: the profile of every user is looked at. */
export function plainColumn(user: RawUser, name: string): string | undefined {
  if (name === 'email') return rawEmail(user);
  const value = name === 'firstName' || name === 'lastName' ? user[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The values of an attribute, columns included, as `userAttribute` gives them for a user that was read strictly. */
export function rawValues(user: RawUser, name: string): readonly string[] {
  const column = COLUMNS.get(name);
  if (!column) return attributeValues(user, name);
  const value = column(user);
  return value === undefined ? NONE : [value];
}

function attributeValues(user: RawUser, name: string): readonly string[] {
  const attributes = user['attributes'];
  const value = isRecord(attributes) ? own(attributes, name) : undefined;
  const values = Array.isArray(value) ? value : [value];
  return values.flatMap((entry) => rawText(entry) ?? []);
}

/** What of an attribute the strict reader would refuse, written out; usually nothing. */
export function oddAttribute(user: RawUser, name: string): string {
  if (COLUMNS.has(name)) return isObject(user[name]) ? odd(user[name]) : '';
  const attributes = user['attributes'];
  if (!isRecord(attributes)) return attributes === undefined || attributes === null ? '' : odd(attributes);
  const value = own(attributes, name);
  return rawList(value).some(isObject) || isRecord(value) ? odd(value) : '';
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
