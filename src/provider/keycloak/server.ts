import { randomBytes } from 'node:crypto';
import { Problem } from '../../problem.ts';
import { adminClient } from './admin.ts';
import type { Command, Log } from './command.ts';
import { type Distribution, findDistribution, type Source } from './distribution.ts';
import { dockerCommand } from './docker.ts';
import { findJava, type JavaPlace } from './java.ts';
import { checkVersion } from './keycloak-version.ts';
import { loopbackPort } from './loopback-port.ts';
import { type BuildContext, optimizedBuild } from './optimized-build.ts';
import { untilReady } from './ready.ts';
import { type AdminAccess, adminEnvironment, baseUrlOf, serverEnvironment, startCommand } from './server-command.ts';
import { type Supervised, supervise } from './supervise.ts';

/**
 * `version` and `port` are chosen when left out; `startTimeout` is in milliseconds and excludes fetching and building.
 * `sources` and `javaPlaces` replace the tables of where to look.
 */
export interface KeycloakOptions {
  readonly version?: string | undefined;
  readonly port?: number | undefined;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly sources?: readonly Source[] | undefined;
  readonly javaPlaces?: readonly JavaPlace[] | undefined;
  readonly startTimeout?: number | undefined;
}

/** A running Keycloak that answers at `baseUrl` (no slash at the end), on loopback only. */
export interface KeycloakServer {
  readonly baseUrl: string;
  readonly version: string;
  readonly admin: AdminAccess;
  /** The last lines the server wrote, without the administrator's password. */
  tail(): readonly string[];
  /** Ends the server; settles when no process of it is left. May be called again. */
  stop(): Promise<void>;
}

/** What is started, and where it will answer. */
export interface Launch {
  readonly command: Command;
  readonly port: number;
  readonly version: string;
  readonly admin: AdminAccess;
}

/**
 * Starts a disposable Keycloak with an empty database in memory. The server cannot outlive this process, however that
 * ends; a forgotten `stop()` does not keep Node running.
 * @throws Problem `runtime-missing`, `port-in-use`, `bad-option`, `keycloak-failed`; on abort the signal's own reason.
 */
export async function startKeycloak(options: KeycloakOptions): Promise<KeycloakServer> {
  const launch = await prepareLaunch(options);
  options.log(`starting Keycloak ${launch.version} at ${baseUrlOf(launch.port)}`);
  const program = supervise(launch.command);
  const tail = () => program.tail().map((line) => line.replaceAll(launch.admin.password(), '[redacted]'));
  try {
    const version = await whenAnswering(launch, { program, tail, options });
    program.unref();
    return { baseUrl: baseUrlOf(launch.port), version, admin: launch.admin, tail, stop: program.stop };
  } catch (error) {
    await program.stop();
    throw error;
  }
}

/** Everything that happens before a server process exists: port, Java, distribution, build, a fresh administrator. */
export async function prepareLaunch(options: KeycloakOptions): Promise<Launch> {
  const { version, env = process.env, log, signal } = options;
  signal?.throwIfAborted();
  refuseWindows();
  if (version !== undefined) checkVersion(version);
  if (options.port !== undefined) await loopbackPort(options.port);
  const { java, lines } = await findJava(env, options.javaPlaces);
  log(java ? `Java: ${java.major} in ${java.home}` : `Java: none found (${lines.join('; ')})`);
  const distribution = await findDistribution({ version, env, java, log, signal }, options.sources);
  const commandFor = await prepare(distribution, { env, log, signal });
  const admin = freshAdmin();
  const port = await loopbackPort(options.port);
  return { command: commandFor(port, admin), port, version: distribution.version, admin };
}

type CommandFor = (port: number, admin: AdminAccess) => Command;

/** The slow part, done before a port is chosen: a port that is free now may not be after a build. */
async function prepare(distribution: Distribution, context: BuildContext): Promise<CommandFor> {
  const { env } = context;
  if (distribution.kind === 'image') {
    const { image } = distribution;
    return (port, admin) => dockerCommand({ image, port }, { ...env, ...adminEnvironment(admin) });
  }
  const home = await optimizedBuild(distribution, context);
  const base = serverEnvironment(env, distribution.java);
  return (port, admin) => startCommand(home, port, { ...base, ...adminEnvironment(admin) });
}

/** Random and never shown: the password exists in memory and in the environment of the server process. */
function freshAdmin(): AdminAccess {
  const password = randomBytes(24).toString('base64url');
  return { username: `flowproof-${randomBytes(4).toString('hex')}`, password: () => password };
}

interface Starting {
  readonly program: Supervised;
  readonly tail: () => readonly string[];
  readonly options: KeycloakOptions;
}

/** Our own administrator can log in: the server is up, it is ours, and it says itself which version it is. */
async function whenAnswering({ port, admin }: Launch, { program, tail, options }: Starting): Promise<string> {
  const baseUrl = baseUrlOf(port);
  const { startTimeout = 180_000, signal } = options;
  await untilReady({ baseUrl, port, exited: program.exited, tail, timeout: startTimeout, signal });
  return adminClient({ baseUrl, ...admin }).serverVersion();
}

function refuseWindows(): void {
  if (process.platform !== 'win32') return;
  throw new Problem({
    code: 'runtime-missing',
    what: 'a disposable Keycloak is started through a POSIX shell',
    next: 'run this inside WSL or a container, or use an environment lane with a base URL',
  });
}
