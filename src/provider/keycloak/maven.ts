import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../problem.ts';
import type { Command } from './command.ts';
import { runToEnd } from './run-to-end.ts';

/**
 * Fetches the server distribution through Maven and unpacks it: Maven knows the mirrors, proxies and checksums. It runs
 * inside `folder`, because the plugin leaves marker files in the working folder and skips the work when it finds them.
 */
export function mavenCommand(version: string, folder: string, env: NodeJS.ProcessEnv): Command {
  const args = [
    '--quiet',
    '--batch-mode',
    'dependency:unpack',
    `-Dartifact=org.keycloak:keycloak-quarkus-dist:${version}:zip`,
    `-DoutputDirectory=${folder}`,
    '-Dstyle.color=never',
  ];
  return { file: 'mvn', args, env, cwd: folder };
}

/**
 * Fills `folder` with the distribution itself (the archive holds one folder, `keycloak-<version>`).
 * @throws Problem `runtime-missing` with Maven's own reason.
 */
export async function unpackWithMaven(command: Command, folder: string, signal?: AbortSignal): Promise<void> {
  const { status, lines } = await runToEnd(command, signal);
  const inner = (await readdir(folder)).find((name) => name.startsWith('keycloak-'));
  if (status === 0 && inner) return liftUp(folder, inner);
  throw new Problem({
    code: 'runtime-missing',
    what: mavenReason(lines),
    next: 'unzip the distribution by hand and set KEYCLOAK_HOME to it',
  });
}

/** The distribution takes the place of its folder; Maven's markers go. */
async function liftUp(folder: string, inner: string): Promise<void> {
  const aside = (await readdir(folder)).filter((name) => name !== inner);
  for (const name of aside) await rm(join(folder, name), { recursive: true });
  for (const name of await readdir(join(folder, inner))) await rename(join(folder, inner, name), join(folder, name));
  await rm(join(folder, inner), { recursive: true });
}

/** The first error line says what happened; the other thirty are advice for people who build with Maven. */
export function mavenReason(lines: readonly string[]): string {
  const errors = lines.map((line) => /\[ERROR\]\s*(.+)/.exec(line)?.[1]).filter((text) => text !== undefined);
  const words = lines.filter((line) => /[A-Za-z]{2}/.test(line));
  return errors[0] ?? words.at(-1) ?? 'mvn unpacked nothing and gave no reason';
}
