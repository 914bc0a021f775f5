import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startedAt } from './process-start.ts';

/** Fills an empty folder. When it throws, nothing is left. */
export type Make = (folder: string) => Promise<void>;

/**
 * Makes a folder that is either complete or absent, however many processes want it and wherever one of them dies: it is
 * made under another name and renamed. The lock only spares the others the work; correctness does not rest on it.
 */
export async function makeOnce(target: string, make: Make, signal?: AbortSignal): Promise<string> {
  if (await exists(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  const work = async () => {
    if (await exists(target)) return;
    await sweep(target);
    await makeAndRename(target, make);
  };
  await withLock(`${target}.lock`, work, signal);
  return target;
}

/** Runs `work` while no other process holds the lock. A lock whose owner is dead is taken over. */
export async function withLock<T>(lock: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  let release = await lockNow(lock);
  while (!release) {
    signal?.throwIfAborted();
    await delay(200);
    release = await lockNow(lock);
  }
  try {
    return await work();
  } finally {
    await release();
  }
}

type Release = () => Promise<void>;

/** Takes the lock, that of a dead owner as well, and gives what frees it; undefined while somebody alive holds it. */
export async function lockNow(lock: string): Promise<Release | undefined> {
  const release = await acquire(lock);
  if (release) return release;
  const owner = await ownerOf(lock);
  if (!owner) return acquire(lock);
  return (await isAlive(owner)) ? undefined : takeOver(lock, owner);
}

/** A folder that already names its owner is renamed into place: a rename onto a folder that is not empty fails. */
async function acquire(lock: string): Promise<Release | undefined> {
  const mine = `${lock}.${unique()}`;
  const owner = `${process.pid}\n${await startedAt(process.pid)}\n${basename(mine)}`;
  await mkdir(mine, { mode: 0o700 });
  await writeFile(join(mine, 'owner'), owner);
  return (await renameIfFree(mine, lock)) ? () => free(lock, owner) : undefined;
}

/** Only one's own. Set aside before it is emptied, since an empty folder can be taken. */
async function free(lock: string, owner: string): Promise<void> {
  if ((await ownerOf(lock)) !== owner) return;
  await removeBeside(lock, '.stale');
  const aside = `${lock}.${unique()}`;
  if (await moved(lock, aside)) await rm(aside, { recursive: true, force: true });
}

/**
 * Sets the lock of a dead owner aside, under a name made of that owner, which stays until the next owner frees the lock: whoever also
 * saw that owner, and is slower, cannot move what has taken its place, because a rename onto it fails.
 */
async function takeOver(lock: string, dead: string): Promise<Release | undefined> {
  const aside = `${lock}.${createHash('sha256').update(dead).digest('hex').slice(0, 8)}.stale`;
  if (!(await moved(lock, aside))) return acquire(lock);
  if ((await ownerOf(aside)) !== dead) {
    await moved(aside, lock);
    return undefined;
  }
  return acquire(lock);
}

async function ownerOf(lock: string): Promise<string> {
  return readFile(join(lock, 'owner'), 'utf8').catch(() => '');
}

async function isAlive(owner: string): Promise<boolean> {
  const [pid = '', started] = owner.split('\n');
  return started !== undefined && (await startedAt(Number(pid))) === started;
}

/** False where there is nothing, or something stands in the way. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, ['ENOENT', ...TAKEN])) return false;
    throw error;
  }
}

async function makeAndRename(target: string, make: Make): Promise<void> {
  const folder = `${target}.${unique()}.part`;
  await mkdir(folder);
  try {
    await make(folder);
    await renameIfFree(folder, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a killed process left half-made. Runs under the lock. */
async function sweep(target: string): Promise<void> {
  await removeBeside(target, '.part');
}

async function removeBeside(path: string, ending: string): Promise<void> {
  const names = await readdir(dirname(path));
  const found = names.filter((name) => name.startsWith(`${basename(path)}.`) && name.endsWith(ending));
  for (const name of found) await rm(join(dirname(path), name), { recursive: true, force: true });
}

async function renameIfFree(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    await rm(from, { recursive: true, force: true });
    if (hasCode(error, TAKEN)) return false;
    throw error;
  }
}

/** What a rename onto a folder that is not empty fails with. */
const TAKEN = ['ENOTEMPTY', 'EEXIST', 'EPERM'];

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

const unique = () => `${process.pid}-${randomBytes(4).toString('hex')}`;
