import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../problem.ts';
import { adminClient } from './admin.ts';
import { launchDetached, logFile, logTail } from './background-launch.ts';
import type { Log } from './command.ts';
import { withLock } from './make-once.ts';
import { endGroup } from './process-group.ts';
import { startedAt } from './process-start.ts';
import { untilReady } from './ready.ts';
import { type KeycloakOptions, type KeycloakServer, prepareLaunch } from './server.ts';
import { baseUrlOf } from './server-command.ts';
import { readState, removeState, runtimeFolder, type ServerState, writeState } from './server-state.ts';

/** What there is to know about the background server without its password. */
export type ServerStatus =
  | { readonly state: 'running' | 'starting'; readonly baseUrl: string; readonly version: string; readonly pid: number }
  | { readonly state: 'stopped' };

/** Where `down` and `status` look and report. */
export interface BackgroundOptions {
  readonly log: Log;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Starts a server that stays when this process ends, or finds the one that is there.
 * @throws Problem as prepareLaunch; `bad-option` when another version or port than that of the running one is asked for.
 */
export async function up(options: KeycloakOptions): Promise<KeycloakServer> {
  const folder = await runtimeFolder(options.env ?? process.env);
  return withLock(join(folder, 'keycloak.lock'), () => upIn(folder, options), options.signal);
}

/** Ends the background server and removes what it left. Returns whether there was one. */
export async function down({ log, env = process.env }: BackgroundOptions): Promise<boolean> {
  const folder = await runtimeFolder(env);
  const left = await readState(folder);
  const alive = await liveState(folder);
  if (alive) await endServer(folder, alive);
  else await forget(folder);
  if (alive) log(`stopped ${named(alive)}`);
  else log(left ? 'the server had already ended; what it left is removed' : 'no server was running');
  return alive !== undefined;
}

/** Whether the background server is there, asked of the process and of the server itself. */
export async function status({ log, env = process.env }: BackgroundOptions): Promise<ServerStatus> {
  const state = await liveState(await runtimeFolder(env));
  if (!state) {
    log('no server is running');
    return { state: 'stopped' };
  }
  const answering = await versionFrom(state).then(
    () => true,
    () => false,
  );
  log(`${answering ? 'running' : 'not answering yet'}: ${named(state)}`);
  const { port, pid, keycloak: version } = state;
  return { state: answering ? 'running' : 'starting', baseUrl: baseUrlOf(port), version, pid };
}

/** The background server, if there is one: for a run that reuses it. Its `stop()` takes it down. */
export async function running(env: NodeJS.ProcessEnv = process.env): Promise<KeycloakServer | undefined> {
  const folder = await runtimeFolder(env);
  const state = await liveState(folder);
  return state && serverOf(folder, state);
}

async function upIn(folder: string, options: KeycloakOptions): Promise<KeycloakServer> {
  const present = await liveState(folder);
  if (!present) return launchIn(folder, options);
  refuseOther(present, options);
  options.log(`already running: ${named(present)}`);
  return serverOf(folder, present);
}

async function launchIn(folder: string, options: KeycloakOptions): Promise<KeycloakServer> {
  const launch = await prepareLaunch(options);
  const baseUrl = baseUrlOf(launch.port);
  options.log(`starting Keycloak ${launch.version} at ${baseUrl}; it stays until it is taken down`);
  const { state, exited } = await launchDetached(folder, launch);
  const { startTimeout: timeout = 180_000, signal } = options;
  const tail = () => logTail(folder, state.password);
  try {
    await untilReady({ baseUrl, port: launch.port, exited, tail, timeout, signal });
    const answered = { ...state, keycloak: await versionFrom(state) };
    await writeState(folder, answered);
    return serverOf(folder, answered);
  } catch (error) {
    await endServer(folder, state);
    throw error;
  }
}

/** The state of a process that still is the one we started; an id that was given to another process does not count. */
async function liveState(folder: string): Promise<ServerState | undefined> {
  const state = await readState(folder);
  return state && (await startedAt(state.pid)) === state.started ? state : undefined;
}

function refuseOther(present: ServerState, { version, port }: KeycloakOptions): void {
  if ((version ?? present.keycloak) === present.keycloak && (port ?? present.port) === present.port) return;
  throw new Problem({
    code: 'bad-option',
    what: `another server is running: ${named(present)}`,
    expected: 'the version and port of the running server, or none',
    next: 'take it down first',
  });
}

function serverOf(folder: string, state: ServerState): KeycloakServer {
  return {
    baseUrl: baseUrlOf(state.port),
    version: state.keycloak,
    admin: { username: state.username, password: () => state.password },
    tail: () => logTail(folder, state.password),
    stop: () => endServer(folder, state),
  };
}

async function endServer(folder: string, { pid, started }: ServerState): Promise<void> {
  if ((await startedAt(pid)) === started) await endGroup(pid);
  await forget(folder);
}

async function forget(folder: string): Promise<void> {
  await removeState(folder);
  await rm(logFile(folder), { force: true });
}

const versionFrom = ({ port, username, password }: ServerState) =>
  adminClient({ baseUrl: baseUrlOf(port), username, password: () => password }).serverVersion();

const named = ({ keycloak, port, pid }: ServerState) => `Keycloak ${keycloak} at ${baseUrlOf(port)}, process ${pid}`;
