import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readRealm } from '../../keycloak/read-realm.ts';
import type { Realm } from '../../keycloak/realm.ts';
import { Problem } from '../../problem.ts';
import { readUser, type UserRepresentation } from './user-representation.ts';
import { NO_SECRETS, readSecrets, type UserSecrets } from './vault.ts';

/** The realm with its present users, and their secrets. Usernames are compared in lower case. */
export interface Accounts {
  readonly realm: () => Realm;
  readonly put: (users: readonly UserRepresentation[]) => void;
  readonly remove: (username: string) => void;
  readonly secrets: (username: string) => UserSecrets;
  readonly keep: (username: string, secrets: UserSecrets) => void;
  /** The subject identifier of a user, made up once unless the document gives one. */
  readonly sub: (username: string) => string;
  readonly usernameOf: (sub: string) => string | undefined;
}

const documentWithUsers = z.looseObject({ users: z.array(z.looseObject({ username: z.string() })).optional() });

interface Account {
  readonly written: UserRepresentation;
  readonly sub: string;
  readonly secrets: UserSecrets;
}

/** Reads the document as the named server version imports it. Throws the engine's problems, and `realm-unsupported` for secrets that cannot be judged. */
export function createAccounts(document: unknown, version: string): Accounts {
  let realm = readRealm(document, { version });
  const { users = [], ...rest } = documentWithUsers.parse(document);
  const accounts = new Map<string, Account>();

  function put(list: readonly UserRepresentation[]) {
    const next = new Map([...accounts].map(([name, { written }]) => [name, written]));
    for (const user of list) next.set(user.username.toLowerCase(), user);
    const changed = readRealm({ ...rest, users: [...next.values()] }, { version });
    const fresh = list.map((written, at) => account(written, changed, `users[${at}]`));
    realm = changed;
    for (const entry of fresh) accounts.set(entry.written.username.toLowerCase(), entry);
  }

  function remove(username: string) {
    const name = username.toLowerCase();
    if (!accounts.delete(name)) throw unknownUser();
    realm = readRealm({ ...rest, users: [...accounts.values()].map(({ written }) => written) }, { version });
  }

  put(users);
  return { realm: () => realm, put, remove, ...lookups(accounts) };
}

function lookups(accounts: Map<string, Account>): Omit<Accounts, 'realm' | 'put' | 'remove'> {
  return {
    secrets: (username) => accounts.get(username)?.secrets ?? NO_SECRETS,
    keep: (username, secrets) => {
      const known = accounts.get(username) ?? { written: { username }, sub: randomUUID() };
      accounts.set(username, { ...known, secrets });
    },
    sub: (username) => accounts.get(username)?.sub ?? username,
    usernameOf: (sub) => [...accounts].find(([, known]) => known.sub === sub)?.[0],
  };
}

function account(written: UserRepresentation, realm: Realm, path: string): Account {
  const credentials = realm.users.get(written.username.toLowerCase())?.credentials ?? [];
  const user = readUser(written, path);
  const ids = credentials.map(({ id }) => id);
  return { written, sub: user.id ?? randomUUID(), secrets: readSecrets(user, ids) };
}

function unknownUser(): Problem {
  return new Problem({
    code: 'persona-unknown',
    what: 'there is no such user in the simulated realm',
    expected: 'a username that was added before and not removed',
    next: 'add the user first, or remove it only once',
  });
}
