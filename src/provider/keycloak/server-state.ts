import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../problem.ts';

const serverState = z.strictObject({
  version: z.literal(1),
  keycloak: z.string(),
  port: z.int(),
  pid: z.int().positive(),
  /** What tells this process from a later one with the same id. */
  started: z.string(),
  username: z.string(),
  password: z.string(),
});

/** A server that outlives the command that started it. Holds the administrator's password: kept in a 0600 file. */
export type ServerState = z.infer<typeof serverState>;

/**
 * The user's own folder for things that end with the session: `flowproof` in XDG_RUNTIME_DIR, else `flowproof-<uid>` in
 * the folder for temporary files.
 * @throws Problem `output-unwritable` when someone else could read or has made the folder.
 */
export async function runtimeFolder(env: NodeJS.ProcessEnv): Promise<string> {
  const { uid } = userInfo();
  const runtime = env['XDG_RUNTIME_DIR'];
  const folder = runtime ? join(runtime, 'flowproof') : join(env['TMPDIR'] || tmpdir(), `flowproof-${uid}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { mode, uid: owner, isDirectory } = await facts(folder);
  if (isDirectory && owner === uid && (mode & 0o077) === 0) return folder;
  throw new Problem({
    code: 'output-unwritable',
    what: 'this folder would hold a password, but others can reach it',
    at: { file: folder },
    expected: 'a folder of your own with mode 0700',
    next: 'remove it, or set XDG_RUNTIME_DIR to a private folder',
  });
}

/** Not through links: a link in a shared folder may be someone's trap. */
async function facts(folder: string) {
  const found = await lstat(folder);
  return { mode: found.mode, uid: found.uid, isDirectory: found.isDirectory() };
}

/** The state a former command left, or undefined; a file that does not parse counts as none. */
export async function readState(folder: string): Promise<ServerState | undefined> {
  const text = await readFile(stateFile(folder), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  return serverState.safeParse(parseJson(text)).data;
}

/** Whole or not at all, and never readable by others, not even for a moment. */
export async function writeState(folder: string, state: ServerState): Promise<void> {
  const part = `${stateFile(folder)}.${randomBytes(4).toString('hex')}`;
  await writeFile(part, `${JSON.stringify(state)}\n`, { mode: 0o600, flag: 'wx' });
  await rename(part, stateFile(folder));
}

export const removeState = (folder: string) => rm(stateFile(folder), { force: true });

const stateFile = (folder: string) => join(folder, 'keycloak.json');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
