import type { Login, Status } from '../login.ts';
import { own } from '../own.ts';
import type { Client, Credential, Realm, User } from '../realm.ts';
import type { World } from '../world.ts';

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** One request being answered: copies that belong to it alone. Nested values are replaced, never written into. */
export interface Run {
  readonly realm: Realm;
  readonly client: Client;
  world: World;
  login: Draft<Login>;
}

/** The user as the world has changed it, by lower-cased username. */
export function userNamed(realm: Realm, world: World, username: string): User | undefined {
  return own(world.users, username) ?? realm.users.get(username);
}

/**
 * Who a typed username means, trimmed and without case: by e-mail first where the realm allows it and an `@` is in it.
 * Source: `KeycloakModelUtils.findUserByNameOrEmail`.
 */
export function findUser(realm: Realm, world: World, typed: string): User | undefined {
  const name = typed.trim().toLowerCase();
  const byEmail = realm.login_with_email && name.includes('@') ? userWithEmail(realm, world, name) : undefined;
  return byEmail ?? userNamed(realm, world, name);
}

function userWithEmail(realm: Realm, world: World, email: string): User | undefined {
  const changed = Object.values(world.users).find((user) => user.email === email);
  if (changed) return changed;
  const username = realm.emails.get(email);
  const user = username === undefined ? undefined : userNamed(realm, world, username);
  return user?.email === email ? user : undefined;
}

/** Who this login is about, once known. */
export function currentUser({ realm, world, login }: Run): User | undefined {
  return login.username === undefined ? undefined : userNamed(realm, world, login.username);
}

export function changeUser(run: Run, user: User): void {
  run.world = { ...run.world, users: { ...run.world.users, [user.username]: user } };
}

export function credentialsOf(user: User, type: string): readonly Credential[] {
  return user.credentials.filter((credential) => credential.type === type);
}

export function hasCredential(user: User, type: string): boolean {
  return user.credentials.some((credential) => credential.type === type);
}

/** An id that no credential of the user has yet: states of equal content stay equal. */
export function newCredentialId(user: User, type: string): string {
  const taken = new Set(user.credentials.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${user.username}/${type}-${number}`)) number += 1;
  return `${user.username}/${type}-${number}`;
}

export function statusOf({ login }: Run, execution: { readonly id: string }): Status | undefined {
  return own(login.status, execution.id);
}

/** Adds a required action to this login only; the user keeps none of it. */
export function addSessionAction({ login }: Run, alias: string): void {
  if (!login.session_actions.includes(alias)) login.session_actions = [...login.session_actions, alias];
}

/** Takes a required action from this login and from the user. */
export function dropAction(run: Run, user: User, alias: string): void {
  run.login.session_actions = run.login.session_actions.filter((owed) => owed !== alias);
  if (user.required_actions.includes(alias))
    changeUser(run, { ...user, required_actions: user.required_actions.filter((owed) => owed !== alias) });
}
