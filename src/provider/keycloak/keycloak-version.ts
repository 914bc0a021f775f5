import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../problem.ts';

/** The version that is started when neither the caller nor `KEYCLOAK_HOME` names one. */
export const DEFAULT_VERSION = '26.7.3';

/** The first major with `KC_BOOTSTRAP_ADMIN_USERNAME` and the hostname options used here (Keycloak 26 upgrading guide). */
const OLDEST_MAJOR = 26;

/** The version a distribution states in its `version.txt`, or undefined when the folder is no distribution. */
export async function versionOf(home: string): Promise<string | undefined> {
  const text = await readFile(join(home, 'version.txt'), 'utf8').catch(() => '');
  return /Version\s+(\d+\.\d+\S*)/.exec(text)?.[1];
}

/** @throws Problem `bad-option` for text that is no version (it becomes part of paths) and for Keycloak before 26. */
export function checkVersion(version: string): string {
  if (/^\d+\.\d+[\w.-]*$/.test(version) && Number.parseInt(version, 10) >= OLDEST_MAJOR) return version;
  throw new Problem({
    code: 'bad-option',
    what: `Keycloak version "${version}" cannot be started as a disposable server`,
    expected: `a version from ${OLDEST_MAJOR}.0 on, such as ${DEFAULT_VERSION}`,
    next: 'name a released version, or leave the option out',
  });
}
