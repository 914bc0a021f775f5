import { access, constants, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../problem.ts';
import { PACKET_MARK, type PacketFiles } from './bag.ts';

/**
 * Puts a packet at `folder`: staged beside it, then swapped in by rename, so that nobody ever sees half of one.
 * An earlier packet is replaced; anything else that stands there is a `Problem` (`output-unwritable`), as is a place
 * that cannot be written. Either way nothing of the attempt stays behind.
 */
export async function writePacket(folder: string, files: PacketFiles): Promise<void> {
  const target = resolve(folder);
  try {
    await refuseForeign(target);
    await makeFolder(dirname(target));
    await swap(target, files);
  } catch (error) {
    throw error instanceof Problem ? error : unwritable(target, error);
  }
}

/**
 * Says before a run whether its packet could be put at `folder`: nothing foreign stands there, and the nearest folder
 * that exists can be written. Changes nothing; throws as `writePacket` does.
 */
export async function checkPacketFolder(folder: string): Promise<void> {
  const target = resolve(folder);
  await refuseForeign(target).catch((error: unknown) => {
    throw error instanceof Problem ? error : unwritable(target, error);
  });
  await access(await nearestFolder(dirname(target)), constants.W_OK).catch((error: unknown) => {
    throw unwritable(target, error);
  });
}

async function nearestFolder(path: string): Promise<string> {
  const exists = await lstat(path).catch(absent);
  return exists || path === dirname(path) ? path : nearestFolder(dirname(path));
}

async function swap(target: string, files: PacketFiles): Promise<void> {
  const beside = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    const staged = join(beside, 'new');
    await stage(staged, files);
    await replace(target, staged, join(beside, 'old'));
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** Not `mkdir` with `recursive`: below a place like /proc, where nothing can be made, that never returns. */
async function makeFolder(path: string): Promise<void> {
  if (await lstat(path).catch(absent)) return;
  await makeFolder(dirname(path));
  await mkdir(path, { mode: 0o755 }).catch(present);
}

async function stage(folder: string, files: PacketFiles): Promise<void> {
  const folders = new Set([...files.keys()].map((path) => join(folder, dirname(path))));
  for (const path of folders) await mkdir(path, { recursive: true, mode: 0o755 });
  for (const [path, bytes] of files) await writeFile(join(folder, path), bytes, { flag: 'wx', mode: 0o644 });
}

async function replace(target: string, staged: string, aside: string): Promise<void> {
  const moved = await rename(target, aside).then(() => true, absent);
  try {
    await rename(staged, target);
  } catch (error) {
    if (moved) await rename(aside, target);
    throw error;
  }
}

async function refuseForeign(target: string): Promise<void> {
  const found = await lstat(target).catch(absent);
  if (!found) return;
  if (!found.isDirectory()) throw foreign(target, 'is not a folder');
  const names = await readdir(target);
  if (names.length > 0 && !(await isPacket(target))) throw foreign(target, 'holds files that are no packet');
}

async function isPacket(folder: string): Promise<boolean> {
  const [declaration, info] = await Promise.all(['bagit.txt', 'bag-info.txt'].map((name) => textOf(folder, name)));
  return declaration !== '' && (info ?? '').split('\n').includes(PACKET_MARK);
}

async function textOf(folder: string, name: string): Promise<string> {
  return readFile(join(folder, name), 'utf8').catch(() => '');
}

function absent(error: unknown): false {
  if (codeOf(error) === 'ENOENT') return false;
  throw error;
}

function present(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

function foreign(target: string, what: string): Problem {
  return new Problem({
    code: 'output-unwritable',
    what: `the packet was not written: the place ${what}`,
    at: { file: target },
    expected: 'an empty folder, an earlier packet, or nothing',
    next: 'Name another folder for the packet, or move what is there.',
  });
}

function unwritable(target: string, error: unknown): Problem {
  return new Problem({
    code: 'output-unwritable',
    what: `the packet was not written: ${codeOf(error)}`,
    at: { file: target },
    expected: 'a folder that can be created, written and renamed; not itself a mount point',
    next: 'Check its permissions and the free space, or name another folder for the packet.',
  });
}
