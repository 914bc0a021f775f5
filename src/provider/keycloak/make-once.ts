import { randomBytes } from 'node:crypto';
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

/** Takes the lock, that of a dead owner as well, and gives what frees it; undefined while somebody alive holds it. */
export async function lockNow(lock: string): Promise<(() => Promise<void>) | undefined> {
  const release = () => rm(lock, { recursive: true, force: true });
  if (await acquire(lock)) return release;
  if (await ownerAlive(lock)) return undefined;
  await release();
  return (await acquire(lock)) ? release : undefined;
}

/** A folder that already names its owner is renamed into place: a rename onto a folder that is not empty fails. */
async function acquire(lock: string): Promise<boolean> {
  const mine = `${lock}.${unique()}`;
  await mkdir(mine, { mode: 0o700 });
  await writeFile(join(mine, 'owner'), `${process.pid}\n${await startedAt(process.pid)}`);
  return renameIfFree(mine, lock);
}

async function ownerAlive(lock: string): Promise<boolean> {
  const text = await readFile(join(lock, 'owner'), 'utf8').catch(() => '');
  const [pid = '', started] = text.split('\n');
  return started !== undefined && (await startedAt(Number(pid))) === started;
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
  const parts = await readdir(dirname(target));
  const stale = parts.filter((name) => name.startsWith(`${basename(target)}.`) && name.endsWith('.part'));
  for (const name of stale) await rm(join(dirname(target), name), { recursive: true, force: true });
}

async function renameIfFree(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    await rm(from, { recursive: true, force: true });
    if (error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(String(error.code))) {
      return false;
    }
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

const unique = () => `${process.pid}-${randomBytes(4).toString('hex')}`;
