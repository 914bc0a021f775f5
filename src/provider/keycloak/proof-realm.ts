import { randomBytes } from 'node:crypto';
import type { RealmSource } from '../provider.ts';
import { type AdminClient, adminClient } from './admin.ts';
import type { AdminTarget } from './admin-connection.ts';
import { applyChange, asideOf, type Changing, type RealmChange, type Taken } from './apply-change.ts';
import { canonicalRealm, realmDifferences } from './canonical-realm.ts';
import { type LiveRealm, realmPath } from './execution-rows.ts';
import { withFreshIds } from './fresh-ids.ts';
import { realmFingerprint } from './realm-fingerprint.ts';
import { realmUsers } from './realm-users.ts';
import { removeRealms } from './remove-realms.ts';

/**
 * `source`: the realm before the change. `log` is told each step in a line. `onNamed` is told every name that the realm
 * takes on the server, its own first, before anything is sent.
 */
export interface ProofRealmOptions {
  readonly server: AdminTarget;
  readonly source: RealmSource;
  readonly change?: RealmChange | undefined;
  readonly log?: ((line: string) => void) | undefined;
  readonly onNamed?: ((names: readonly string[]) => void) | undefined;
}

/** `equal`: the fingerprint after the rollback is that of the source. `left_behind`: what is left, and how to remove it. */
export interface Rollback {
  /** Empty where the realm could not be read any more. */
  readonly fingerprint: string;
  readonly equal: boolean;
  readonly left_behind: readonly string[];
}

/** A realm of its own name on a running server, made from the source of a contract, for one proof. */
export interface ProofRealm {
  readonly realm: string;
  /** Every name of it on the server, this one first: a source that a target takes the place of waits under another one. */
  readonly names: readonly string[];
  readonly issuer: string;
  readonly source_fingerprint: string;
  /** Makes the change. Fails before anything is sent where it does not apply or cannot be taken back. */
  apply(): Promise<void>;
  /** Removes the users and takes the change back, all of it even where a step fails, and reads the realm again. Never throws. */
  rollback(): Promise<Rollback>;
  /** @throws what kept a realm from being removed; the others are removed all the same. */
  remove(): Promise<void>;
}

/** What was there before anything was changed. */
interface Before extends LiveRealm {
  readonly export: Readonly<Record<string, unknown>>;
  readonly fingerprint: string;
  readonly users: ReadonlyMap<string, string>;
}

/** The names that a proof takes on the server. */
function namesOf(realm: string, change: RealmChange | undefined): readonly string[] {
  return change && 'target' in change ? [realm, asideOf(realm)] : [realm];
}

/**
 * Creates the realm under a name that nobody else has, reads it back and takes its fingerprint.
 * @throws Problem `provider-unreachable` or `keycloak-failed`; then the realm was removed, as far as the server allowed.
 */
export async function openProofRealm(options: ProofRealmOptions): Promise<ProofRealm> {
  const { server, source, change, log = () => undefined, onNamed = () => undefined } = options;
  const client = adminClient(server);
  const realm = `${source.document.realm}-${randomBytes(4).toString('hex')}`;
  const names = namesOf(realm, change);
  onNamed(names);
  log(`the source realm is imported as ${realm}`);
  const before = await importAndRead({ client, realm }, source);
  log(`read back, fingerprint ${before.fingerprint}`);
  const steps: Taken[] = [];
  const at: Changing = { client, realm, log, taken: (step) => steps.push(step) };
  return {
    realm,
    names,
    issuer: `${server.baseUrl}/realms/${encodeURIComponent(realm)}`,
    source_fingerprint: before.fingerprint,
    apply: async () => change && applyChange(at, change),
    rollback: () => rollBack(before, { steps: steps.splice(0).reverse(), names, log }),
    remove: () => removeAll(client, names),
  };
}

/** An import that was not answered may be finished yet, so that it is taken away in any case. */
async function importAndRead({ client, realm }: LiveRealm, source: RealmSource): Promise<Before> {
  try {
    await client.createRealm(withFreshIds({ ...source.document, realm }));
    const document = await client.exportRealm(realm);
    const users = await realmUsers({ client, realm });
    return { client, realm, export: document, fingerprint: realmFingerprint(document), users };
  } catch (error) {
    await removeRealms(client, [realm]);
    throw error;
  }
}

interface RollingBack {
  readonly steps: readonly Taken[];
  readonly names: readonly string[];
  readonly log: (line: string) => void;
}

/** Every step is tried; whether one that failed matters, the realm says when it is read again. */
async function rollBack(before: Before, { steps, names, log }: RollingBack): Promise<Rollback> {
  const failures = [...(await removeUsers(before)), ...(await takeBack(steps, log))];
  const read = await readAgain(before).catch((error: unknown) => [failure('the realm could not be read', error)]);
  const left = Array.isArray(read) ? read : read.left;
  const fingerprint = Array.isArray(read) ? '' : read.fingerprint;
  const equal = fingerprint === before.fingerprint && left.length === 0;
  const told = equal ? [] : [...left, ...failures, removal(names)];
  for (const line of equal ? ['rolled back, the fingerprint is that of the source'] : told) log(line);
  return { fingerprint, equal, left_behind: told };
}

async function takeBack(steps: readonly Taken[], log: (line: string) => void): Promise<string[]> {
  const failures: string[] = [];
  for (const { what, undo } of steps) {
    log(`taking back: ${what}`);
    await undo().catch((error: unknown) => failures.push(failure(`not taken back: ${what}`, error)));
  }
  return failures;
}

async function removeUsers({ client, realm, users }: Before): Promise<string[]> {
  const present = await realmUsers({ client, realm }).catch((error: unknown) => failure('users not listed', error));
  if (typeof present === 'string') return [present];
  const failures: string[] = [];
  for (const [id, username] of present)
    if (!users.has(id))
      await client
        .deleteUser(realm, id)
        .catch((error) => failures.push(failure(`user ${username} not removed`, error)));
  return failures;
}

/** What the realm has that the source had not, and what it lacks. Users of a replaced realm are told by name. */
async function readAgain({ client, realm, export: source, users }: Before) {
  const document = await client.exportRealm(realm);
  const known = new Set(users.values());
  const people = [...(await realmUsers({ client, realm })).values()].filter((name) => !known.has(name));
  const differences = realmDifferences(canonicalRealm(source), canonicalRealm(document));
  return {
    fingerprint: realmFingerprint(document),
    left: [
      ...people.map((name) => `left behind in the realm ${realm}: the user ${name}`),
      ...differences.map(({ at, kind }) => `left behind in the realm ${realm}: ${at} is ${kind}`),
    ],
  };
}

function removal(names: readonly string[]): string {
  return `to remove all of it, delete the realm: ${names.map((name) => `DELETE /admin${realmPath(name, [''])}`).join(' and ')}`;
}

async function removeAll(client: AdminClient, names: readonly string[]): Promise<void> {
  const left = (await removeRealms(client, names)).find(({ fate }) => fate !== 'gone');
  if (left) throw left.error;
}

function failure(what: string, error: unknown): string {
  return `${what}: ${error instanceof Error ? error.message : String(error)}`;
}
