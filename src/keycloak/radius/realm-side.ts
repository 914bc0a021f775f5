import { type GroupGrant, readGroups } from '../read/read-groups.ts';
import { type Roles, readRoles } from '../read/read-roles.ts';
import { readRealm } from '../read-realm.ts';
import type { Client, Realm, User } from '../realm.ts';
import type { Request } from '../request.ts';
import type { Facet } from './facet.ts';
import { loginSignature } from './login-signature.ts';
import { addUser, type NameDigest, newDigest } from './name-digest.ts';
import { isRecord, rawEmail, rawUsername } from './raw-user.ts';
import { readStrictly, type UserPlace, userProblem } from './strict-user.ts';

/** One export: the realm document without its users, and its users in runs; `first` is an index in the users of `file`. */
export interface RealmExport {
  readonly file: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly runs: readonly UserRun[];
}

export interface UserRun {
  readonly file: string;
  readonly first: number;
  readonly read: () => readonly unknown[];
}

/** The login that both sides are asked about. `now` in epoch seconds. */
export interface Question {
  readonly client_id: string;
  readonly request: Request;
  readonly now: number;
}

/** A read export: what is kept of each user, and one user of each signature. */
export interface RealmSide {
  readonly realm: Realm;
  readonly digest: NameDigest;
  /** By number of the signature: the first user who has it. */
  readonly examples: readonly User[];
  /** Index in the digest of the first user of each run. */
  readonly starts: readonly number[];
  readonly runs: readonly UserRun[];
}

/** Reads the realm of an export; its users are not looked at yet. Throws what `readRealm` throws. */
export function readSideRealm({ document, file }: RealmExport, version: string): Realm {
  return readRealm({ ...document, users: [] }, { version, file });
}

/** The login that is asked about, and the client as this side has it. */
export interface Asked {
  readonly question: Question;
  readonly client: Client;
}

/**
 * Passes all users of an export. Throws a `realm-invalid` problem with file and path for a name that is there twice, and for
 * what the strict reader refuses in the first user of a kind.
 */
export function readSide(source: RealmExport, realm: Realm, asked: Asked): RealmSide {
  const passing = newPassing(source, realm, asked);
  const starts: number[] = [];
  for (const { file, first, read } of source.runs) {
    starts.push(passing.digest.size);
    for (const [index, user] of read().entries()) pass(passing, user, { file, index: first + index });
  }
  const { digest, examples, roles } = passing;
  return { realm: { ...realm, roles: new Set(roles.keys()) }, digest, examples, starts, runs: source.runs };
}

/** One side while its users pass. */
interface Passing {
  readonly sign: Facet;
  readonly roles: Roles;
  readonly groups: ReadonlyMap<string, GroupGrant>;
  readonly digest: NameDigest;
  readonly numbers: Map<string, number>;
  readonly examples: User[];
}

function newPassing({ document, file }: RealmExport, realm: Realm, { question, client }: Asked): Passing {
  const root = { value: document, path: '', file };
  const { request, now } = question;
  const [roles, groups] = [readRoles(root, realm.name), readGroups(root)];
  const sign = loginSignature({ realm, client, request, now, roles, groups });
  return { sign, roles, groups, digest: newDigest(), numbers: new Map(), examples: [] };
}

function pass(passing: Passing, user: unknown, place: UserPlace): void {
  const raw = isRecord(user) ? user : {};
  const signature = raw === user ? passing.sign(raw) : '';
  const known = raw === user ? passing.numbers.get(signature) : undefined;
  const number = known ?? firstOf(passing, user, { signature, place });
  const username = rawUsername(raw);
  const email = rawEmail(raw);
  const address = email?.includes('@') ? email : undefined;
  if (!addUser(passing.digest, { username, email: address, signature: number }))
    throw userProblem(place, `a second user "${username}"`, 'unique usernames, without case');
}

/** What is no user at all is refused here as well. */
function firstOf(
  passing: Passing,
  user: unknown,
  { signature, place }: { signature: string; place: UserPlace },
): number {
  const number = passing.examples.length;
  passing.examples.push(readStrictly(user, passing, place));
  passing.numbers.set(signature, number);
  return number;
}
