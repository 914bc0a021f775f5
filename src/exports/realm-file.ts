import { statSync } from 'node:fs';
import { Problem } from '../problem.ts';
import { endsEarly, parseStretch } from './parse-stretch.ts';
import { pieces } from './read-bytes.ts';
import { endScan, feed, newScan, type Scanned } from './users-scan.ts';

/** Users that are parsed together. `first`: index of the first of them in the users array of `file`. */
export interface UserRun {
  readonly file: string;
  readonly first: number;
  readonly read: () => readonly unknown[];
}

/** A file taken apart. `users` is `undefined` when the document has no such member. */
export interface RealmFile {
  readonly document: Readonly<Record<string, unknown>>;
  readonly users: readonly UserRun[] | undefined;
}

/** A file up to this size is parsed at once; a larger one by stretches of users of about `SPAN` bytes. */
const WHOLE = 4 << 20;
const SPAN = 1 << 20;

export function isLarge(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > WHOLE;
}

/** Takes a file apart. Of a large one only the rest is kept in memory: its users are parsed anew by `read`. */
export function openRealmFile(file: string): RealmFile {
  return isLarge(file) ? openLarge(file) : openSmall(file);
}

/** Parses a file at once, whatever its size. */
export function openSmall(file: string): RealmFile {
  const { users, ...document } = onlyRealm(file, parseStretch({ file }));
  if (users === undefined || users === null) return { document, users: undefined };
  const listed = listOf(file, users);
  return { document, users: [{ file, first: 0, read: () => listed }] };
}

/** Finds the users in a file and parses the rest. */
export function openLarge(file: string): RealmFile {
  const scanned = scan(file);
  if (!scanned.complete) throw endsEarly(file);
  const { users, ...document } = onlyRealm(file, parseStretch({ file, spans: scanned.rest }));
  if (users === undefined || users === null) return { document, users: undefined };
  const runs = scanned.users.map(({ first, ...span }) => ({
    file,
    first,
    read: () => listOf(file, parseStretch({ file, spans: [span], before: '[', after: ']' })),
  }));
  const others = listOf(file, users);
  return { document, users: others.length === 0 ? runs : [...runs, { file, first: 0, read: () => others }] };
}

function scan(file: string): Scanned {
  const state = newScan(SPAN);
  for (const piece of pieces(file)) feed(state, piece);
  return endScan(state);
}

/** The server writes one realm as an object, or all realms as a list. */
function onlyRealm(file: string, value: unknown): Readonly<Record<string, unknown>> {
  const [only, another] = Array.isArray(value) ? value : [value];
  if (another === undefined && isObject(only)) return only;
  throw new Problem({
    code: 'realm-invalid',
    what: another === undefined ? 'this is no realm export' : 'this file has several realms',
    at: { file },
    expected: 'a JSON object with a "realm" name, alone or in a list of one',
    next: 'export one realm: kc.sh export --file FILE --realm NAME',
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(file: string, users: unknown): readonly unknown[] {
  if (Array.isArray(users)) return users;
  throw new Problem({
    code: 'realm-invalid',
    what: 'the users are no list',
    at: { file, path: 'users' },
    expected: 'a list of users',
    next: 'export the realm again, or correct the file',
  });
}
