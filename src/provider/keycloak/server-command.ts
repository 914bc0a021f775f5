import { join } from 'node:path';
import type { Command } from './command.ts';
import type { Java } from './java.ts';

/** A secret that stays behind a call: printing or serialising the object that holds it shows no value. */
export interface AdminAccess {
  readonly username: string;
  readonly password: () => string;
}

/** A first-tier compiler and a warm heap: a server that lives for minutes never earns back the second tier. */
const JVM: Readonly<Record<string, string>> = {
  JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1',
  JAVA_OPTS_KC_HEAP: '-Xms256m -Xmx512m',
};

/** Everything the server gets to see of the caller's environment; no `KC_*`, `QUARKUS_*` or `DEBUG` of another server. */
const PASSED_ON: readonly string[] = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ'];

/** The environment of `kc.sh`, which is a shell script and looks for Java in JAVA_HOME. */
export function serverEnvironment(env: NodeJS.ProcessEnv, java: Java): NodeJS.ProcessEnv {
  const passed = PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  return { ...Object.fromEntries(passed), ...JVM, JAVA_HOME: java.home };
}

/** The first administrator (Keycloak: "Bootstrapping and recovering an admin account"), through the environment, never argv. */
export function adminEnvironment({ username, password }: AdminAccess): NodeJS.ProcessEnv {
  return { KC_BOOTSTRAP_ADMIN_USERNAME: username, KC_BOOTSTRAP_ADMIN_PASSWORD: password() };
}

/**
 * Where a server on this machine is reached. `localhost`, not 127.0.0.1: an IP address cannot be a WebAuthn relying
 * party (Web Authentication Level 2, 5.1.2: the id is a valid domain string).
 */
export const baseUrlOf = (port: number) => `http://localhost:${port}`;

/** Listens on the loopback address only. `--cache=local`: no cluster, so no JGroups socket either. */
export function startArgs(port: number): readonly string[] {
  return [
    'start',
    '--optimized',
    '--http-enabled=true',
    '--http-host=127.0.0.1',
    `--http-port=${port}`,
    `--hostname=${baseUrlOf(port)}`,
    '--cache=local',
    '--log-level=warn',
  ];
}

/** `sh kc.sh`: an unzip that loses the executable bit does no harm. */
export function startCommand(home: string, port: number, env: NodeJS.ProcessEnv): Command {
  return { file: '/bin/sh', args: [join(home, 'bin', 'kc.sh'), ...startArgs(port)], env };
}
