import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../problem.ts';
import { startedAt } from './process-start.ts';
import type { Launch } from './server.ts';
import { type ServerState, writeState } from './server-state.ts';

/** A server process that no longer depends on this one. `exited` settles when it ends while we still watch. */
export interface Detached {
  readonly state: ServerState;
  readonly exited: Promise<number | null>;
}

/** Starts the server as the leader of its own group and writes down who it is before anything else can fail. */
export async function launchDetached(folder: string, launch: Launch): Promise<Detached> {
  const log = await open(logFile(folder), 'w', 0o600);
  const { file, args, env } = launch.command;
  const child = spawn(file, args, { env, detached: true, stdio: ['ignore', log.fd, log.fd] });
  const exited = once(child, 'exit').then(
    () => child.exitCode,
    () => null,
  );
  await log.close();
  const started = child.pid && (await startedAt(child.pid));
  if (!child.pid || !started) throw cannotStart(file);
  child.unref();
  const state = stateOf(launch, { pid: child.pid, started });
  await writeState(folder, state);
  return { state, exited };
}

/** Where the output of the background server goes; 0600 like the state beside it. */
export const logFile = (folder: string) => join(folder, 'keycloak.log');

/** The last lines of the log without the administrator's password. */
export function logTail(folder: string, password: string): readonly string[] {
  const lines = readFileSync(logFile(folder), 'utf8').split('\n').filter(Boolean);
  return lines.slice(-60).map((line) => line.replaceAll(password, '[redacted]'));
}

function stateOf(
  { version, port, admin }: Launch,
  { pid, started }: Pick<ServerState, 'pid' | 'started'>,
): ServerState {
  return { version: 1, keycloak: version, port, pid, started, username: admin.username, password: admin.password() };
}

function cannotStart(file: string): Problem {
  return new Problem({
    code: 'keycloak-failed',
    what: `${file} could not be started`,
    next: 'check that it is installed and may be run',
  });
}
