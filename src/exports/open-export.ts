import { Problem } from '../problem.ts';
import { findExport } from './export-files.ts';
import { isLarge, openLarge, openRealmFile, openSmall, type RealmFile, type UserRun } from './realm-file.ts';

/** An opened export: the realm without its users, and the users in runs that are read one at a time. */
export interface OpenExport {
  /** The realm file. */
  readonly file: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly runs: readonly UserRun[];
  /** Files of users that live in another store: an export has only parts of them. */
  readonly left_out: readonly string[];
}

/**
 * Opens a realm export: a single file of any size, or the files that the command line tool wrote into a folder. Users are
 * not kept, but parsed anew by each `read`. Throws `realm-invalid` problems, located: no realm, several, no users, missing
 * or damaged files.
 */
export function openExport(path: string): OpenExport {
  const { realm, users, left_out } = findExport(path);
  const opened = openRealmFile(realm);
  const { document } = opened;
  const name = document['realm'];
  if (typeof name !== 'string' || name === '')
    throw noExport(realm, 'this is no realm export: it has no "realm" name', 'a realm as a server exports it');
  if (users.length === 0 && !opened.users)
    throw noExport(realm, 'this export has no users', 'a file with users, or the folder with its NAME-users-0.json, …');
  const runs = [...(opened.users ?? []), ...users.flatMap((file) => usersIn(file, name))];
  return { file: realm, document, left_out, runs };
}

/** A small file of users is opened when it is read: a folder has thousands of them. */
function usersIn(file: string, realm: string): readonly UserRun[] {
  if (isLarge(file)) return usersOf(file, realm, openLarge(file));
  const read = () => usersOf(file, realm, openSmall(file)).flatMap((run) => run.read());
  return [{ file, first: 0, read }];
}

function usersOf(file: string, realm: string, { document, users }: RealmFile): readonly UserRun[] {
  const found = document['realm'];
  if (found !== undefined && found !== realm)
    throw noExport(file, `these users are of realm ${JSON.stringify(found)}`, `users of realm "${realm}"`);
  if (users) return users;
  throw noExport(file, 'this file has no users', 'a list "users"');
}

function noExport(file: string, what: string, expected: string): Problem {
  return new Problem({
    code: 'realm-invalid',
    what,
    at: { file },
    expected,
    next: 'export it with the command line tool: kc.sh export --dir FOLDER --realm NAME',
  });
}
