import { readdir, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { Command } from './command.ts';
import { runToEnd } from './run-to-end.ts';

/** Keycloak 22 and later need 17; 17, 21 and 25 are supported (Keycloak, "Supported Configurations"). */
const OLDEST_JAVA = 17;

/** A Java that Keycloak can run on. `home` is what JAVA_HOME has to be. */
export interface Java {
  readonly home: string;
  readonly major: number;
}

/** The outcome of the search: one line for each place that was looked at, and the first Java that is new enough. */
export interface JavaSearch {
  readonly java?: Java;
  readonly lines: readonly string[];
}

/** One place a Java may be. */
export interface JavaPlace {
  readonly name: string;
  /** Java homes to try; none when the place says nothing. */
  homes(env: NodeJS.ProcessEnv): Promise<readonly string[]>;
}

/** Where a Java may be, in the order of trying. */
export const JAVA_PLACES: readonly JavaPlace[] = [
  { name: 'JAVA_HOME', homes: async (env) => (env['JAVA_HOME'] ? [env['JAVA_HOME']] : []) },
  { name: 'java on PATH', homes: async (env) => javaOnPath(env['PATH'] ?? '') },
  { name: '/usr/lib/jvm', homes: async () => foldersIn('/usr/lib/jvm') },
  {
    name: '/Library/Java/JavaVirtualMachines',
    homes: async () =>
      (await foldersIn('/Library/Java/JavaVirtualMachines')).map((folder) => join(folder, 'Contents', 'Home')),
  },
  { name: 'SDKMAN', homes: async (env) => foldersIn(join(env['HOME'] ?? '', '.sdkman', 'candidates', 'java')) },
];

/** Looks for a Java of at least OLDEST_JAVA; asks each candidate for its version instead of trusting its name. */
export async function findJava(
  env: NodeJS.ProcessEnv,
  places: readonly JavaPlace[] = JAVA_PLACES,
): Promise<JavaSearch> {
  const lines: string[] = [];
  for (const place of places) {
    const homes = await place.homes(env);
    if (homes.length === 0) lines.push(`${place.name}: no Java there`);
    for (const home of homes) {
      const major = await majorOf(home, env);
      lines.push(`${place.name}: ${verdict(home, major)}`);
      if (major !== undefined && major >= OLDEST_JAVA) return { java: { home, major }, lines };
    }
  }
  return { lines };
}

function verdict(home: string, major: number | undefined): string {
  if (major === undefined) return `${home} has no bin/java that runs`;
  return major >= OLDEST_JAVA
    ? `Java ${major} in ${home}`
    : `Java ${major} in ${home} is too old, ${OLDEST_JAVA} needed`;
}

async function majorOf(home: string, env: NodeJS.ProcessEnv): Promise<number | undefined> {
  const command: Command = { file: join(home, 'bin', 'java'), args: ['-XshowSettings:properties', '-version'], env };
  const { status, lines } = await runToEnd(command);
  const version = lines.map((line) => /java\.specification\.version = (?:1\.)?(\d+)/.exec(line)?.[1]).find(Boolean);
  return status === 0 && version ? Number(version) : undefined;
}

/** The home of the first `java` on the path, behind its links: on Debian `/usr/bin/java` is two links away from it. */
async function javaOnPath(path: string): Promise<readonly string[]> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const binary = await realpath(join(folder, 'java')).catch(() => undefined);
    if (binary) return [dirname(dirname(binary))];
  }
  return [];
}

/** Newest first as far as names tell, so that a machine with many gets a recent one. */
async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.sort((a, b) => numberIn(b) - numberIn(a)).map((name) => join(folder, name));
}

const numberIn = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0);
