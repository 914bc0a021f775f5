import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../problem.ts';
import { cacheFolder } from './cache-folder.ts';
import type { Log } from './command.ts';
import type { Java } from './java.ts';
import { checkVersion, DEFAULT_VERSION, versionOf } from './keycloak-version.ts';
import { makeOnce } from './make-once.ts';
import { mavenCommand, unpackWithMaven } from './maven.ts';
import { onPath } from './on-path.ts';
import { runToEnd } from './run-to-end.ts';

/** A Keycloak that can be started: an unzipped distribution (never written to), or a container image. */
export type Distribution =
  | { readonly kind: 'home'; readonly home: string; readonly version: string; readonly java: Java }
  | { readonly kind: 'image'; readonly image: string; readonly version: string };

/** What a search knows. `version` is undefined when the caller leaves the choice to the machine. */
export interface Search {
  readonly version?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly java?: Java | undefined;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

/** Either a distribution, or in one line why this source has none. */
export type Answer = { readonly found: Distribution } | { readonly why: string };

/** One place a distribution may come from. */
export interface Source {
  readonly name: string;
  find(search: Search): Promise<Answer>;
}

/** In order of trying: what the user set, what is here already, what can be fetched, what needs another engine. */
export const SOURCES: readonly Source[] = [
  { name: 'KEYCLOAK_HOME', find: fromKeycloakHome },
  { name: 'cache', find: fromCache },
  { name: 'Maven', find: fromMaven },
  { name: 'Docker', find: fromDocker },
];

/**
 * Asks the sources in turn and logs what each one said.
 * @throws Problem `bad-option` when KEYCLOAK_HOME is set but unusable, `runtime-missing` when no source has a server.
 */
export async function findDistribution(search: Search, sources: readonly Source[] = SOURCES): Promise<Distribution> {
  const lines: string[] = [];
  for (const source of sources) {
    const answer = await source.find(search);
    lines.push(`${source.name}: ${'found' in answer ? sentence(answer.found) : answer.why}`);
    search.log(lines.at(-1) ?? '');
    if ('found' in answer) return answer.found;
  }
  throw new Problem({
    code: 'runtime-missing',
    what: `no Keycloak ${search.version ?? DEFAULT_VERSION} to start\n  ${lines.join('\n  ')}`,
    expected: 'Java 17 or newer and a Keycloak distribution, or Docker',
    next: 'install a JDK and unzip keycloak-<version>.zip, then set JAVA_HOME and KEYCLOAK_HOME to the two folders',
  });
}

function sentence(found: Distribution): string {
  if (found.kind === 'image') return `image ${found.image}`;
  return `Keycloak ${found.version} in ${found.home}, Java ${found.java.major}`;
}

const NO_JAVA = 'not tried, there is no Java to run it';

/** Set means wanted: a broken KEYCLOAK_HOME is an error, not a reason to fetch another server silently. */
async function fromKeycloakHome({ version, env, java }: Search): Promise<Answer> {
  const home = env['KEYCLOAK_HOME'];
  if (!home) return { why: 'not set' };
  const actual = await usableHome(home);
  if (!actual) throw brokenHome(home);
  if (version && version !== actual) return { why: `is Keycloak ${actual}, but ${version} is asked for` };
  return java ? { found: { kind: 'home', home, version: checkVersion(actual), java } } : { why: NO_JAVA };
}

/** `keycloak-<version>` in the cache folder: put there by the Maven source, or by hand on a machine without network. */
async function fromCache({ version = DEFAULT_VERSION, env, java }: Search): Promise<Answer> {
  const home = cachedHome(version, env);
  if ((await usableHome(home)) !== version) return { why: `no Keycloak ${version} in ${home}` };
  return java ? { found: { kind: 'home', home, version, java } } : { why: NO_JAVA };
}

async function fromMaven({ version = DEFAULT_VERSION, env, java, log, signal }: Search): Promise<Answer> {
  if (!java) return { why: NO_JAVA };
  if (!(await onPath('mvn', env))) return { why: 'no mvn on PATH' };
  log(`Maven: fetching Keycloak ${version}, about 170 MB, once`);
  const make = (folder: string) => unpackWithMaven(mavenCommand(version, folder, env), folder, signal);
  return makeOnce(cachedHome(version, env), make, signal).then(
    (home) => ({ found: { kind: 'home', home, version, java } }),
    (error: unknown) => ({ why: reasonOf(error) }),
  );
}

/** Only a Problem is an answer; an abort or a full disk ends the search. */
function reasonOf(error: unknown): string {
  if (error instanceof Problem) return error.details.map(({ what }) => what).join('; ');
  throw error;
}

/** A client without an engine is common on build machines, so the engine is asked, not only the path. */
async function fromDocker({ version = DEFAULT_VERSION, env, signal }: Search): Promise<Answer> {
  if (!(await onPath('docker', env))) return { why: 'no docker on PATH' };
  const { status } = await runToEnd({ file: 'docker', args: ['version'], env }, signal);
  if (status !== 0) return { why: 'docker is installed, but no engine answers it' };
  return { found: { kind: 'image', image: `quay.io/keycloak/keycloak:${version}`, version } };
}

const cachedHome = (version: string, env: NodeJS.ProcessEnv) => join(cacheFolder(env), `keycloak-${version}`);

async function usableHome(home: string): Promise<string | undefined> {
  const parts = ['bin/kc.sh', 'lib/quarkus-run.jar', 'lib/quarkus/quarkus-application.dat'];
  const present = await Promise.all(
    parts.map((part) =>
      access(join(home, part)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return present.every(Boolean) ? versionOf(home) : undefined;
}

function brokenHome(home: string): Problem {
  return new Problem({
    code: 'bad-option',
    what: 'KEYCLOAK_HOME is set, but there is no Keycloak distribution',
    at: { file: home },
    expected: 'an unzipped distribution: bin/kc.sh, lib/quarkus-run.jar and version.txt',
    next: 'point KEYCLOAK_HOME to one, or unset it and the cache, Maven and Docker are tried',
  });
}
