import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { cp, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../problem.ts';
import { cacheFolder } from './cache-folder.ts';
import type { Command, Log } from './command.ts';
import type { Distribution } from './distribution.ts';
import { makeOnce } from './make-once.ts';
import { runToEnd } from './run-to-end.ts';
import { serverEnvironment } from './server-command.ts';

type Home = Extract<Distribution, { kind: 'home' }>;

/** Options that Quarkus bakes into the server. No health or metrics: they would open a second, management, port. */
export const BUILD_ARGS: readonly string[] = ['build', '--db=dev-mem'];

/**
 * What is taken over from a distribution. Not `conf` and `data`: a disposable server must not inherit the database, the
 * keystore or the host name of a real one.
 */
const TAKEN: readonly string[] = ['bin', 'lib', 'providers', 'themes', 'version.txt'];

/** What a build needs to know about its surroundings. */
export interface BuildContext {
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A copy of the distribution, built once per distribution, provider jars, themes and build options, and kept in the
 * cache folder. A copy, because `kc.sh build` rewrites the server it runs from and the distribution may be someone's.
 * @throws Problem `keycloak-failed` with the last lines of the build.
 */
export async function optimizedBuild(distribution: Home, { env, log, signal }: BuildContext): Promise<string> {
  const name = `keycloak-${distribution.version}-build-${await fingerprint(distribution.home)}`;
  const make = async (folder: string) => {
    log(`building Keycloak ${distribution.version} once, about 20 seconds on two cores`);
    await takeOver(distribution.home, folder);
    const { status, lines } = await runToEnd(buildCommand(folder, distribution, env), signal);
    if (status !== 0) throw buildFailed(lines);
  };
  return makeOnce(join(cacheFolder(env), name), make, signal);
}

function buildCommand(folder: string, { java }: Home, env: NodeJS.ProcessEnv): Command {
  return { file: '/bin/sh', args: [join(folder, 'bin', 'kc.sh'), ...BUILD_ARGS], env: serverEnvironment(env, java) };
}

async function takeOver(home: string, folder: string): Promise<void> {
  await mkdir(join(folder, 'conf'));
  const mode = constants.COPYFILE_FICLONE;
  for (const name of TAKEN) {
    await cp(join(home, name), join(folder, name), { recursive: true, dereference: true, mode });
  }
}

/** Twelve hex digits over what makes two builds different. Jars count by name, size and time, not by content. */
async function fingerprint(home: string): Promise<string> {
  const added = await Promise.all(['providers', 'themes'].map((name) => listing(join(home, name))));
  const facts = [await realpath(home), BUILD_ARGS, await listing(join(home, 'lib', 'quarkus')), ...added];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 12);
}

async function listing(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const facts = names.map(async (name) => {
    const { size, mtimeMs } = await stat(join(folder, name));
    return `${name} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(facts)).sort();
}

function buildFailed(lines: readonly string[]): Problem {
  return new Problem({
    code: 'keycloak-failed',
    what: `kc.sh ${BUILD_ARGS.join(' ')} failed:\n  ${lines.slice(-12).join('\n  ')}`,
    next: 'look at the first error above; jars in the providers folder of the distribution are the usual cause',
  });
}
